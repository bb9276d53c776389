"""What is written with digits: sizes, prices, pages, weights of paper."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.entry.amounts import (
    AMOUNT,
    END,
    MEASURE,
    QUANTITIES,
    counts_of,
    measure_of,
    pattern,
    size_text,
)
from app.domain.entry.senses import (
    Bleed,
    Colours,
    Foreign,
    Hours,
    MarginTarget,
    Measure,
    Pages,
    Quantities,
    Sense,
    Size,
    Turnaround,
    UnitPrice,
    Versions,
)
from app.domain.entry.words import TradeWords
from app.domain.money import decimal_text
from app.domain.units import Unit

MOST_INKS: Final = 8
_WIDEST_BLEED: Final = 2
_THOUSAND: Final = Decimal(1_000)
_HUNDRED: Final = Decimal(100)
_LARGEST_UNIT_PRICE: Final = Decimal(100_000_000)
_ZEROS_OF_THOUSAND: Final = 3
_ZEROS_OF_MILLION: Final = 6

type Matched = tuple[int, Sense]
type _Reader = Callable[[re.Match[str]], Sense | None]


def _any(words: Iterable[str]) -> str:
    written = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[ -]?") for word in written) + ")"


class Patterns:
    """The patterns that follow from the words of the trade; longer matches win over shorter."""

    def __init__(self, trade: TradeWords) -> None:
        """Compile the patterns."""
        self._trade = trade
        units, weights = _any(trade.units), _any(trade.weights)
        measure = rf"({MEASURE})(?:\s?({units}))?"
        size = rf"{measure}\s{{0,2}}(?:x|by|\*)\s{{0,2}}{measure}{END}"
        each, thousand = _any(trade.each), _any(trade.thousands)
        after = rf"(?:\s?(?:/\s?)?(?:({thousand})|{each}))"
        percent = r"(\d{1,2}(?:\.\d{1,2})?)\s?%?"
        margins, days = _any(trade.margins), _any(trade.days)
        self._readers: tuple[tuple[re.Pattern[str], _Reader], ...] = (
            (pattern(size), self._size),
            (pattern(rf"@\s?\$?\s?({AMOUNT}){after}?{END}"), self._price),
            (pattern(rf"\$\s?({AMOUNT}){after}{END}"), self._price),
            (pattern(rf"m\s?{percent}{END}"), _margin),
            (pattern(rf"{percent}\s?{margins}{END}"), _margin),
            (pattern(rf"{margins}\s(?:of\s)?{percent}{END}"), _margin),
            (pattern(rf"x(\d{{1,4}}){END}"), _versions),
            (pattern(rf"(\d{{1,4}})[ -]?{_any(trade.versions)}{END}"), _versions),
            (pattern(rf"(\d{{1,4}})[ -]?{_any(trade.pages)}{END}"), _pages),
            (pattern(rf"(\d{{1,3}})[ -]?{days}{END}"), _days),
            (pattern(rf"({MEASURE})\s?-?{_any(trade.hours)}{END}"), _hours),
            (pattern(rf"{measure}\s?{_any(trade.bleeds)}{END}"), self._bleed),
            (pattern(rf"{_any(trade.bleeds)}\s(?:of\s)?{measure}{END}"), self._bleed),
            (pattern(rf"(\d{{1,2}})\s?(?:/|\+|over)\s?(\d{{1,2}})c?{END}"), _colours),
            (QUANTITIES, _quantities),
        )
        self._measure = pattern(rf"{measure}{END}")
        self._amount = pattern(rf"\$?\s?({AMOUNT}){after}?{END}")
        # A sign such as # may stand right before a word: 100#gloss.
        self._weight = pattern(rf"(\d{{1,3}}(?:\.\d)?)\s?-?({weights})(?:(?<=[^\w])|(?!\w))")
        month = _any(trade.months)
        self._foreign = pattern(
            r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
            r"|(?:https?://|www\.)\S{1,300}"
            r"|(?:\+?1[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\w)"
            r"|\d{3}-\d{4}(?!\w)|\d{4}-\d{2}-\d{2}(?!\w)"
        )
        self._foreign_in_prose = pattern(
            rf"{month}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?(?!\w)"
            rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{month}(?!\w)"
            r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?:/(?:\d{4}|\d{2}))?(?![\w/])"
            r"|\d{1,2}(?::\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|\d{1,2}:\d{2}(?!\w)"
            r"|\d{1,3}(?:st|nd|rd|th)(?!\w)|\d{1,3}\s?%|(?:19|20)\d{2}(?=[.!?]?(?:\s|$))"
            r"|\$\s?[0-9,.]{1,12}|#\s?\d{3,12}|\d{5}-\d{4}"
        )

    def matches(self, text: str, at: int) -> Iterator[Matched]:
        """Give what can be read at a place, and where each ends."""
        for compiled, read in self._readers:
            found = compiled.match(text, at)
            if found is not None:
                sense = read(found)
                if sense is not None:
                    yield found.end(), sense

    def foreign_at(self, text: str, at: int, *, prose: bool) -> Matched | None:
        """Find what is no part of a job; in ``prose`` also dates, times and amounts of money."""
        found = self._foreign.match(text, at)
        if found is None and prose:
            found = self._foreign_in_prose.match(text, at)
        return None if found is None else (found.end(), Foreign())

    def measure_at(self, text: str, at: int) -> tuple[int, Measure] | None:
        """Read one length, where it is known that one stands here."""
        found = self._measure.match(text, at)
        length = None if found is None else self._length(found.group(1), found.group(2))
        return None if found is None or length is None else (found.end(), length)

    def amount_at(self, text: str, at: int) -> Matched | None:
        """Read a price, where it is known that one stands here."""
        found = self._amount.match(text, at)
        price = None if found is None else self._price(found)
        return None if found is None or price is None else (found.end(), price)

    def weights_in(self, text: str) -> Iterator[re.Match[str]]:
        """Give every weight or caliper that stands in a name."""
        return self._weight.finditer(text.lower())

    def weight_at(self, text: str, at: int) -> re.Match[str] | None:
        """Find a weight or caliper that begins here."""
        return self._weight.match(text, at)

    def weight_word(self, found: re.Match[str]) -> str:
        """Write a weight or caliper in the one way: 100 lb is 100#."""
        number, unit = found.groups()
        return decimal_text(Decimal(number)) + self._trade.weights[unit]

    def _length(self, number: str, unit: str | None) -> Measure | None:
        exact = measure_of(number)
        if exact is None:
            return None
        if unit is None:
            return Measure(size_text(exact))
        factor, base = self._trade.units[unit]
        return Measure(size_text(exact * Fraction(factor)), base)

    def _size(self, found: re.Match[str]) -> Sense | None:
        first, unit, second, other_unit = found.groups()
        width = self._length(first, unit or other_unit)
        height = self._length(second, other_unit or unit)
        if width is None or height is None or not width.length or not height.length:
            return None
        if width.unit != height.unit:
            return None
        return Size(width.length, height.length, width.unit)

    def _price(self, found: re.Match[str]) -> Sense | None:
        amount = Decimal(found.group(1).replace(",", ""))
        if found.group(2) is not None:
            amount = (amount / _THOUSAND).quantize(Decimal("0.000001"))
        return UnitPrice(amount) if amount < _LARGEST_UNIT_PRICE else None

    def _bleed(self, found: re.Match[str]) -> Sense | None:
        length = self._length(found.group(1), found.group(2))
        if length is None:
            return None
        per_inch: dict[Unit | None, Decimal] = {"mm": Decimal("25.4")}
        if length.length > _WIDEST_BLEED * per_inch.get(length.unit, Decimal(1)):
            return None
        return Bleed(length.length, length.unit)


def _margin(found: re.Match[str]) -> Sense | None:
    share = Decimal(found.group(1)) / _HUNDRED
    return MarginTarget(share) if share else None


def _versions(found: re.Match[str]) -> Sense | None:
    count = int(found.group(1))
    return Versions(count) if count else None


def _pages(found: re.Match[str]) -> Sense | None:
    count = int(found.group(1))
    return Pages(count) if count else None


def _days(found: re.Match[str]) -> Sense:
    return Turnaround(int(found.group(1)))


def _hours(found: re.Match[str]) -> Sense | None:
    exact = measure_of(found.group(1))
    return Hours(size_text(exact)) if exact else None


def _colours(found: re.Match[str]) -> Sense | None:
    front, back = int(found.group(1)), int(found.group(2))
    if max(front, back) > MOST_INKS or not front + back:
        return None
    return Colours(front, back)


def _quantities(found: re.Match[str]) -> Sense | None:
    text = found.group()
    counts = counts_of(text, _ZEROS_OF_THOUSAND)
    if counts is None:
        millions = counts_of(text, _ZEROS_OF_MILLION)
        return None if millions is None else Quantities(millions)
    # A printer's M is a thousand, an office's a million.
    others = counts_of(text, _ZEROS_OF_MILLION) if "m" in text else None
    return Quantities(counts, others or ())
