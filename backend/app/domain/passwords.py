"""What a password must be: long, and not what anybody would try first."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from app.domain.errors import ValidationError

SHORTEST: Final = 12
LONGEST: Final = 128

# A word about the person counts from this length; what else stands in the password must be longer.
_SHORTEST_WORD: Final = 4
_LEAST_BESIDE: Final = 6
_REPEATED: Final = re.compile(r"(.{1,4})\1+.{0,3}", re.DOTALL)


class PasswordRejected(ValidationError):
    """The password is too short, too long, or too easy to guess."""

    code = "password_rejected"


def require_good_password(
    password: str, *, field: str, about: Iterable[str], is_common: Callable[[str], bool]
) -> None:
    """Pass if the password may be used.

    There are no rules of composition: they make people write ``Password1!`` and feel safe.

    Args:
        password: as it was typed.
        field: the input's field that a refusal points to.
        about: the shop's name, the person's name and e-mail address.
        is_common: whether a password stands in the list of those that are guessed first.

    Raises:
        PasswordRejected: with a sentence that says why.
    """
    problem = _problem_of(unicodedata.normalize("NFC", password), about, is_common)
    if problem is not None:
        raise PasswordRejected.for_field((field,), problem)


def _problem_of(
    password: str, about: Iterable[str], is_common: Callable[[str], bool]
) -> str | None:
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters; a few words in a row are easy to remember."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    if is_common(password) or _REPEATED.fullmatch(password.casefold()):
        return "This password is among the first that anybody would try: choose another."
    if _is_about(password, about):
        return "Leave out your name, your e-mail address and the shop's name."
    return None


def _is_about(password: str, about: Iterable[str]) -> bool:
    """Whether little is left of the password without the words that everybody knows."""
    whole = _squeeze(password)
    rest = whole
    for word in sorted(_words(about), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != whole and len(rest) < _LEAST_BESIDE


def _words(about: Iterable[str]) -> set[str]:
    found = set()
    for phrase in about:
        local_part = phrase.partition("@")[0]
        for word in (local_part, *re.split(r"[\s._+-]+", local_part)):
            squeezed = _squeeze(word)
            if len(squeezed) >= _SHORTEST_WORD:
                found.add(squeezed)
    return found


def _squeeze(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
