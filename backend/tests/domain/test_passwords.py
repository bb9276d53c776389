import pytest

from app.adapters.passwords import is_common
from app.domain.passwords import PasswordRejected, require_good_password

ABOUT = ("Patriot Print & Mail", "Dana Whitfield", "dana.w@harbor-press.example")


def problem_of(password: str) -> str | None:
    try:
        require_good_password(password, field="new", about=ABOUT, is_common=is_common)
    except PasswordRejected as error:
        return error.message
    return None


def test_a_refusal_points_to_the_field() -> None:
    with pytest.raises(PasswordRejected) as refused:
        require_good_password("short", field="new", about=ABOUT, is_common=is_common)
    assert refused.value.fields == [{"path": ["new"], "message": refused.value.message}]


@pytest.mark.parametrize(
    "password",
    [
        "blue kettle sings",
        "zwölf Zeichen",
        "正しい馬の電池と留め具です",
        "kr7#mPq2vLx9",
        "dana likes offset better",
        "x7" * 3 + "Kettle" + "9q",
        "🖨️ paper jam again 🖨️",
        "blue kettle " * 10 + "sings on",
    ],
)
def test_a_long_password_that_nobody_guesses_is_good(password: str) -> None:
    assert problem_of(password) is None


@pytest.mark.parametrize(
    ("password", "hint"),
    [
        ("short", "at least 12"),
        ("elevenchars", "at least 12"),
        ("x" * 129 + "y", "at most 128"),
        # Eleven letters, one of them written as two code points: composed first, then counted.
        ("blue kettle"[:10] + "e\u0301", "at least 12"),
        ("password1234", "first that anybody"),
        ("Password1234", "first that anybody"),
        ("P@ssw0rd1234", "first that anybody"),
        ("qwertyuiop12", "first that anybody"),
        ("123456789012", "first that anybody"),
        ("iloveyouforever", "first that anybody"),
        ("aaaaaaaaaaaa", "first that anybody"),
        ("kettkettkettke", "first that anybody"),
        ("danawhitfield", "Leave out"),
        ("Dana.Whitfield1", "Leave out"),
        ("dana.w@2026dana", "Leave out"),
        ("PatriotPrint2026", "Leave out"),
        ("patriot-print-mail!", "Leave out"),
    ],
)
def test_a_password_that_is_short_or_guessed_first_is_refused(password: str, hint: str) -> None:
    problem = problem_of(password)
    assert problem is not None
    assert hint in problem
    assert password not in problem
