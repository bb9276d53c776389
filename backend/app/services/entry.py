"""Quick entry: a typed line or a pasted text, read in the words of the shop's catalogue."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Final
from uuid import uuid4

from app.adapters.rate_books import RateBookCache
from app.adapters.vocabularies import VocabularyCache
from app.db import Reader
from app.domain.actor import Actor
from app.domain.catalog import printable_stocks
from app.domain.entry import blocks, lines
from app.domain.entry.describing import describe
from app.domain.entry.reading import Reading
from app.domain.entry.saying import reword
from app.domain.entry.trade_words import TRADE_WORDS
from app.domain.entry.vocabulary import Vocabulary
from app.domain.entry.words import (
    FieldForm,
    OperationWords,
    Option,
    ProductWords,
    StockWords,
    UsualSize,
)
from app.domain.estimating.rates import RateBook
from app.domain.permissions import REFUSALS, Permission
from app.domain.units import Unit, length_text
from app.repositories import entry as repository
from app.schemas import entry as wire
from app.schemas.catalog import ProductDefinition
from app.services import catalog

_BEYOND_ONE_UNIT: Final = 0xFFFF


async def read_line(
    reader: Reader,
    actor: Actor,
    text: str,
    *,
    books: RateBookCache,
    vocabularies: VocabularyCache,
    today: date,
    unit: Unit,
) -> wire.EntryReading:
    """Read one line of typing; nothing is priced or kept.

    Raises:
        NoRateCardError: there are no stocks and operations to speak of yet.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    vocabulary = await _vocabulary(reader, books, vocabularies, today, unit)
    return _answer(actor, lines.read_line(text, vocabulary), vocabulary)


async def read_block(
    reader: Reader,
    actor: Actor,
    text: str,
    *,
    books: RateBookCache,
    vocabularies: VocabularyCache,
    today: date,
    unit: Unit,
) -> wire.EntryBlock:
    """Read every job of a pasted text; nothing is priced or kept.

    Raises:
        NoRateCardError: there are no stocks and operations to speak of yet.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    vocabulary = await _vocabulary(reader, books, vocabularies, today, unit)
    # A long text takes longer than a server may look away.
    block = await asyncio.to_thread(blocks.read_block, text, vocabulary)
    at = _browser_places(text)
    return wire.EntryBlock(
        shape=block.shape,
        columns=list(block.columns),
        rows=[
            wire.EntryRow(
                number=row.number,
                start=at(row.start),
                end=at(row.end),
                reading=_answer(actor, row.reading, vocabulary),
            )
            for row in block.rows
        ],
        passed=[wire.EntrySpan(start=at(start), end=at(end)) for start, end in block.passed],
        problem=block.problem,
    )


async def _vocabulary(
    reader: Reader, books: RateBookCache, vocabularies: VocabularyCache, today: date, unit: Unit
) -> Vocabulary:
    book = await books.current(reader)
    state = (book.version, await repository.find_changes(reader), today, unit)
    vocabulary = vocabularies.find(state)
    if vocabulary is None:
        vocabulary = _make_vocabulary(book, await repository.find_words(reader), today, unit)
        vocabularies.keep(state, vocabulary)
    return vocabulary


def _make_vocabulary(
    book: RateBook, words: repository.CatalogueWords, today: date, unit: Unit
) -> Vocabulary:
    printable = {stock.code for stock in printable_stocks(book)}
    unknown: tuple[str, list[str]] = ("", [])
    return Vocabulary(
        trade=TRADE_WORDS,
        products=(
            *(_product_words(ProductDefinition.model_validate(one)) for one in words.products),
            *map(_listed_words, catalog.listed_products(book, today)),
        ),
        stocks=tuple(
            StockWords(
                code=stock.code,
                name=stock.name,
                family=words.stocks.get(stock.code, unknown)[0],
                grade=stock.grade,
                colour=stock.colour,
                finish=stock.finish,
                gsm=stock.gsm,
                aliases=tuple(words.stocks.get(stock.code, unknown)[1]),
                is_printable=stock.code in printable,
            )
            for stock in book.stocks
        ),
        operations=tuple(
            OperationWords(
                code=operation.code,
                name=operation.name,
                kind=operation.kind.value,
                phrase=operation.phrase,
                aliases=tuple(words.operations.get(operation.code, ())),
            )
            for operation in book.operations
        ),
        usual_bleed=Decimal(length_text(book.policy.bleed)),
        usual_unit=unit,
    )


def _product_words(product: ProductDefinition) -> ProductWords:
    return ProductWords(
        code=product.code,
        name=product.name,
        title=product.title,
        group=product.group,
        aliases=tuple(product.aliases),
        sizes=tuple(
            UsualSize(label=size.label, width=size.width, height=size.height, unit=size.unit)
            for size in product.sizes
        ),
        quantities=tuple(product.quantities),
        fields=tuple(
            FieldForm(
                name=field.name,
                label=field.label,
                kind=field.kind,
                default=(
                    tuple(field.default) if isinstance(field.default, list) else field.default
                ),
                families=tuple(field.families),
                may_be_empty=field.none_label is not None,
                options=tuple(
                    Option(value=option.value, label=option.label) for option in field.options
                ),
                minimum=field.minimum,
                maximum=field.maximum,
            )
            for field in product.fields
        ),
        fixed={"kind": product.kind, "product_type": product.code},
    )


def _listed_words(product: ProductDefinition) -> ProductWords:
    """Return a price list's words: its whole name, for the beginning of one may be a product's."""
    return replace(_product_words(product), name=product.name.replace(",", " "))


def _answer(actor: Actor, reading: Reading, vocabulary: Vocabulary) -> wire.EntryReading:
    """Say what was understood, as far as the actor may see and set it."""
    if not actor.can(Permission.VIEW_COSTS):
        reading = _without_margin(reading)
    at = _browser_places(reading.text)
    unit_price = None if reading.unit_price is None else reading.unit_price.value
    return wire.EntryReading(
        text=reading.text,
        is_complete=reading.is_complete,
        pieces=[
            wire.EntryPiece(
                start=at(piece.start),
                end=at(piece.end),
                status=piece.status,
                field=piece.field,
                label=piece.label,
                message=piece.message,
                offers=[wire.EntryOffer.model_validate(offer) for offer in piece.offers],
            )
            for piece in reading.pieces
        ],
        fields=[
            wire.EntryField(
                name=shown.name, label=shown.label, text=shown.text, pieces=list(shown.pieces)
            )
            for shown in describe(reading, vocabulary)
        ],
        problems=[wire.EntryProblem.model_validate(problem) for problem in reading.missing],
        unit_price=unit_price,
        line=_line(reading, vocabulary),
        internal=(
            None if reading.margin is None else wire.EntryInternals(margin=reading.margin.value)
        ),
    )


def _line(reading: Reading, vocabulary: Vocabulary) -> wire.EntryLine | None:
    """Return the line as a quote takes it; None as long as a word of it means nothing."""
    product = vocabulary.product(reading.product)
    is_open = any(piece.status == "unknown" for piece in reading.pieces) or any(
        problem.field != "quantities" for problem in reading.missing
    )
    if product is None or is_open:
        return None
    each = None if reading.unit_price is None else reading.unit_price.value
    quantities = [
        wire.EntryQuantity(
            id=uuid4(), quantity=quantity, selected=place == 0, typed_unit_price=each
        )
        for place, quantity in enumerate(reading.quantities.value)
    ]
    return wire.EntryLine.model_validate(
        {
            "id": uuid4(),
            "kind": "product",
            "title": product.title,
            "spec": reading.specification(),
            "quantities": quantities,
        }
    )


def _without_margin(reading: Reading) -> Reading:
    """Mark a margin as nothing that this person can price for."""
    if reading.margin is None:
        return reading
    pieces = list(reading.pieces)
    for place in reading.margin.pieces:
        pieces[place] = reword(pieces[place], REFUSALS[Permission.VIEW_COSTS])
    return replace(reading, pieces=tuple(pieces), margin=None)


def _browser_places(text: str) -> Callable[[int], int]:
    """Return how places in a text are counted by a browser: a rare sign counts twice."""
    if all(ord(letter) <= _BEYOND_ONE_UNIT for letter in text):
        return lambda place: place
    counted = [0, *accumulate(1 + (ord(letter) > _BEYOND_ONE_UNIT) for letter in text)]
    return counted.__getitem__
