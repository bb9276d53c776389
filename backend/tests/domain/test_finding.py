"""What is looked for, word by word, and how its places are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.finding import Part, excerpt, fold, mark, may_be_misspelt, split_words


def test_past_the_fifth_word_the_rest_is_one_phrase() -> None:
    assert split_words("  a b\tc d e f  g ") == ("a", "b", "c", "d", "e", "f g")
    assert split_words("   ") == ()


@pytest.mark.parametrize(
    ("word", "mended"), [("harbr", True), ("menü", True), ("uv", False), ("cat", False)]
)
def test_only_words_of_four_letters_and_more_are_mended(word: str, mended: bool) -> None:
    assert may_be_misspelt(word) is mended
    assert not may_be_misspelt(f"{word}10001")


@pytest.mark.parametrize(
    ("text", "terms", "hits"),
    [
        ("Café Müller", ["cafe", "MULLER"], ["Café", "Müller"]),
        ("Straße in Łódź", ["strasse", "lodz"], ["Straße", "Łódź"]),
        ("Harbor harbor", ["harbor"], ["Harbor", "harbor"]),
        ("aaaa", ["aa"], ["aaaa"]),
        ("abcdef", ["abc", "bcd"], ["abcd"]),
        ("nothing", ["else", ""], []),
        ("100%_\\", ["%", "_", "\\"], ["%_\\"]),
        ("שלום world 🙂", ["שלום", "🙂"], ["שלום", "🙂"]),
    ],
)
def test_matches_are_marked_whatever_their_accents(
    text: str, terms: list[str], hits: list[str]
) -> None:
    parts = mark(text, terms)
    assert "".join(part.text for part in parts) == text
    assert [part.text for part in parts if part.hit] == hits


def test_an_excerpt_stands_around_the_first_match() -> None:
    long = "word " * 40 + "the sheen of it " + "tail " * 40
    parts = excerpt(long, ["sheen"])
    assert [part for part in parts if part.hit] == [Part("sheen", hit=True)]
    assert parts[0].text.startswith("…")
    assert parts[-1].text.endswith("…")
    assert sum(len(part.text) for part in parts) < 120
    assert excerpt(long, ["absent"]) == ()


@given(st.text(max_size=40), st.lists(st.text(max_size=4), max_size=4))
def test_marking_loses_nothing_and_marks_only_what_was_looked_for(
    text: str, terms: list[str]
) -> None:
    parts = mark(text, terms)
    assert "".join(part.text for part in parts) == text
    assert all(part.text for part in parts)
    assert any(part.hit for part in parts) == any(
        fold(term) and fold(term) in fold(text) for term in terms
    )
