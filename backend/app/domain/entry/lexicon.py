"""The words of a vocabulary, arranged so that a text is read in one walk."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.domain.entry.folding import fold, singular, words_of
from app.domain.entry.nearest import Nearest, Neighbour
from app.domain.entry.patterns import Patterns
from app.domain.entry.senses import OperationNamed, Product, Sense, Setting, Size, StockNamed
from app.domain.entry.words import OperationWords, ProductWords, StockWords, TradeWords

# Between the letters of a phrase these count for nothing: tri-fold, tri fold and trifold are one.
IDLE: Final = frozenset(" -_'")
_IDLE_AT_ONCE: Final = 2
_END: Final = ""
_DIGITS: Final = re.compile("[0-9]+")
# Words of a name that tell no stock or operation from another.
_EMPTY_WORDS: Final = frozenset({"in", "of", "on", "with", "and", "the", "x", "s", "per", "post"})
# A paper that is coated on both sides is not thereby printed on both.
_SIDES: Final = frozenset({"one", "two", "side"})

type _Node = dict[str, Any]


def key_of(text: str) -> str:
    """Write a phrase as the tree of phrases has it."""
    return "".join(letter for letter in fold(text).text if letter not in IDLE)


def may_start(text: str, at: int) -> bool:
    """Whether a word can begin here: not within one."""
    return at == 0 or not text[at - 1].isalnum()


def may_end(text: str, at: int) -> bool:
    """Whether a word can end here: not within one."""
    return at == len(text) or not text[at].isalnum()


@dataclass(frozen=True, slots=True)
class Attributes:
    """What things are called by: for each word the things that it fits, one bit each.

    ``heads`` are the words that name what a thing is and not merely how; a run of words must hold
    one of them where ``heads`` is not empty.
    """

    masks: Mapping[str, int]
    heads: frozenset[str] = frozenset()


class Lexicon:
    """What a text is compared with."""

    def __init__(
        self,
        trade: TradeWords,
        products: Sequence[ProductWords],
        stocks: Sequence[StockWords],
        operations: Sequence[OperationWords],
    ) -> None:
        """Arrange the words."""
        self.patterns = Patterns(trade)
        self._tree: _Node = {}
        self._senses: dict[str, list[Sense]] = {}
        for phrase, sense in _phrases(trade, products, stocks, operations):
            self._add(phrase, sense)
        self.stocks = Attributes(_masks(map(self._stock_words, stocks), trade.synonyms))
        self.operations = _operation_attributes(operations, trade)
        self.gsm = tuple(stock.gsm for stock in stocks)
        self.nearest = Nearest(_neighbours(trade, products, stocks, operations))

    def senses_of(self, phrase: str) -> tuple[Sense, ...]:
        """Give all that a whole phrase can mean."""
        return tuple(self._senses.get(key_of(phrase), ()))

    def longest_phrase(self, text: str, at: int) -> tuple[int, tuple[Sense, ...]] | None:
        """Find the longest phrase that begins at ``at``; give where it ends and what it can mean.

        A phrase may be typed in the plural.
        """
        node, place, idle = self._tree, at, 0
        found: tuple[int, tuple[Sense, ...]] | None = None
        while place < len(text):
            letter = text[place]
            following = node.get(letter)
            if following is None:
                # A hyphen or a space within a phrase; never before its first letter.
                idle += 1
                if letter not in IDLE or node is self._tree or idle > _IDLE_AT_ONCE:
                    break
                place += 1
                continue
            node, place, idle = following, place + 1, 0
            senses = node.get(_END)
            if senses is not None:
                end = _plural_end(text, place)
                if end is not None:
                    found = (end, tuple(senses))
        return found

    def _add(self, phrase: str, sense: Sense) -> None:
        key = key_of(phrase)
        if not key:
            return
        for written in {key, singular(key)}:
            senses = self._senses.setdefault(written, [])
            if sense in senses:
                continue
            senses.append(sense)
            node = self._tree
            for letter in written:
                node = node.setdefault(letter, {})
            node[_END] = senses

    def _stock_words(self, stock: StockWords) -> set[str]:
        written = f"{stock.name} {stock.finish} {stock.colour} {stock.grade} {stock.family}"
        weights = {self.patterns.weight_word(found) for found in self.patterns.weights_in(written)}
        return weights | (_telling(words_of(written.replace("_", " "))) - _SIDES)


def _plural_end(text: str, place: int) -> int | None:
    """Give where a word ends that is complete at ``place``, or None within a longer word."""
    for ending in ("", "s", "es"):
        end = place + len(ending)
        if text.startswith(ending, place) and may_end(text, end):
            return end
    # What ends in a sign, such as 100#, may stand right before a word.
    return place if not text[place - 1].isalnum() else None


def _phrases(
    trade: TradeWords,
    products: Iterable[ProductWords],
    stocks: Iterable[StockWords],
    operations: Iterable[OperationWords],
) -> Iterator[tuple[str, Sense]]:
    for product in products:
        named = Product(product.code)
        for phrase in (product.code, product.name.split(",")[0], product.title.split(",")[0]):
            yield phrase, named
        for alias in product.aliases:
            yield alias, named
    for stock in stocks:
        yield stock.code, StockNamed(stock.code, exact=True)
        for alias in stock.aliases:
            yield alias, StockNamed(stock.code)
    for operation in operations:
        for phrase in (operation.code, operation.name, operation.phrase, *operation.aliases):
            yield phrase, OperationNamed(operation.code)
    yield from trade.phrases.items()
    for product in products:
        yield from _own_words(product)


def _own_words(product: ProductWords) -> Iterator[tuple[str, Sense]]:
    """Give what only a product has: its services, and its sizes, as EDDM in "11 x 6 in, EDDM"."""
    for form in product.fields_of("service"):
        for option in form.options:
            yield option.label, Setting(form.name, option.value)
    for size in product.sizes:
        _, comma, name = size.label.partition(",")
        word = (name if comma else size.label).strip()
        if word and not _DIGITS.match(word) and len(word.split()) == 1:
            width, height = Decimal(size.width), Decimal(size.height)
            yield word, Size(width, height, size.unit, name=word, product=product.code)


def _telling(words: Iterable[str]) -> set[str]:
    return {word for word in words if not word.isdigit() and word not in _EMPTY_WORDS}


def _masks(
    entries: Iterable[set[str]], synonyms: Mapping[str, tuple[str, ...]]
) -> Mapping[str, int]:
    masks: dict[str, int] = {}
    for place, words in enumerate(entries):
        for word in words:
            masks[word] = masks.get(word, 0) | 1 << place
    for word, others in synonyms.items():
        mask = 0
        for other in others:
            mask |= masks.get(singular(other), 0)
        if mask:
            masks[word] = masks.get(word, 0) | mask
    return masks


def _operation_attributes(operations: Sequence[OperationWords], trade: TradeWords) -> Attributes:
    entries: list[set[str]] = []
    heads: set[str] = set()
    for operation in operations:
        kind = words_of(operation.kind.replace("_", " "))
        aliases = [singular(key_of(alias)) for alias in operation.aliases]
        entries.append(
            _telling([*words_of(operation.name), *words_of(operation.phrase), *kind, *aliases])
        )
        heads.update((*kind, *aliases))
    for word, others in trade.synonyms.items():
        if any(singular(other) in heads for other in others):
            heads.add(word)
    return Attributes(_masks(entries, trade.synonyms), frozenset(heads))


def _neighbours(
    trade: TradeWords,
    products: Iterable[ProductWords],
    stocks: Iterable[StockWords],
    operations: Iterable[OperationWords],
) -> Iterator[Neighbour]:
    """Give what a misspelt word may have been meant for, the shop's own words first."""
    for product in products:
        for word in (product.title.split(",")[0], product.name.split(",")[0], *product.aliases):
            yield Neighbour(key_of(word), word.lower(), product.name)
    for operation in operations:
        for word in operation.aliases or (operation.code,):
            yield Neighbour(key_of(word), word.lower(), operation.name)
        for word in words_of(operation.name):
            yield Neighbour(word, word, operation.name)
    for stock in stocks:
        for word in (*stock.aliases, stock.code):
            yield Neighbour(key_of(word), word, stock.name)
        for word in words_of(f"{stock.finish} {stock.colour} {stock.family}".replace("_", " ")):
            yield Neighbour(word, word, "Stock")
    for phrase in trade.phrases:
        yield Neighbour(key_of(phrase), phrase, "")
