"""Reading one line of typing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.domain.entry.amounts import MOST, count_text, counts_text
from app.domain.entry.folding import Folded, fold
from app.domain.entry.lexicon import key_of, may_start
from app.domain.entry.matching import Found, find
from app.domain.entry.reading import Offer, Piece, Problem, Reading, Sourced
from app.domain.entry.resolving import Job, start_job
from app.domain.entry.saying import Said, refuse, reword
from app.domain.entry.senses import (
    Foreign,
    Hours,
    Neutral,
    OperationNamed,
    Product,
    Sense,
    Setting,
    Size,
    StockDescribed,
    StockNamed,
    Stranger,
    Without,
)
from app.domain.entry.typed_prices import is_too_dear
from app.domain.entry.vocabulary import Vocabulary
from app.domain.entry.words import ProductWords
from app.domain.errors import ValidationError
from app.domain.estimating.spec import specification_from

LONGEST_LINE: Final = 2_000
_MOST_LOOKED_UP: Final = 12
_SHORTEST_SLIP: Final = 5
_EXAMPLES: Final = 3


def read_line(text: str, vocabulary: Vocabulary, *, counted: bool = False) -> Reading:
    """Read a line such as ``1000/2500 postcard 6x4 14pt 4/4 uv``.

    Every word becomes a piece with its place in ``text``. What is not typed is as the product
    usually has it; a line that must be ``counted`` lacks something where it names no quantity.
    Never raises, and reads the same text in the same way each time.
    """
    if len(text) > LONGEST_LINE:
        message = (
            f"A line holds at most {count_text(LONGEST_LINE)} characters and this one has "
            f"{count_text(len(text))}. Paste a longer text as a list."
        )
        return Reading(text=text, missing=(Problem(field=None, message=message),))
    folded = fold(text)
    found = place(find(folded.text, vocabulary.lexicon), folded)
    return read_found(text, found, vocabulary, counted=counted)


type Placed = tuple[int, int, tuple[Sense, ...], str]


def place(found: Iterable[Found], folded: Folded, offset: int = 0) -> list[Placed]:
    """Give each stretch its place in the typed text, which begins at ``offset`` of a longer one.

    Two stretches that share a typed letter, as UV ¼ read as UV 1 and 4, are one that says nothing.
    """
    placed: list[Placed] = []
    began = 0
    for one in found:
        start, end = folded.span(one.start, one.end)
        if placed and start + offset < placed[-1][1]:
            first = placed.pop()[0]
            placed.append((first, end + offset, (), folded.text[began : one.end]))
            continue
        began = one.start
        placed.append((start + offset, end + offset, one.senses, folded.text[began : one.end]))
    return placed


def read_found(
    text: str,
    found: Sequence[Placed],
    vocabulary: Vocabulary,
    *,
    prose: bool = False,
    counted: bool = False,
) -> Reading:
    """Make one line of what was found; in ``prose`` a word that says nothing is passed over.

    A line that must be ``counted`` lacks something as long as it names no quantity.
    """
    job = start_job(vocabulary, vocabulary.product(product_of(found, vocabulary)))
    pieces: list[Piece] = []
    for start, end, senses, words in found:
        said = _understand(job, senses, len(pieces), prose=prose)
        if said is None:
            said = _unknown(words, senses, vocabulary, job, pieces, prose=prose)
        pieces.append(said.at(start, end))
    for printing in job.printing.values():
        wrong = printing.contradiction()
        if wrong is not None:
            pieces[wrong[0]] = reword(pieces[wrong[0]], wrong[1])
    job.finish()
    for at, said in job.settled.items():
        pieces[at] = said.at(pieces[at].start, pieces[at].end)
    reading = _reading(text, pieces, job)
    if reading.unit_price is not None and is_too_dear(reading):
        for at in reading.unit_price.pieces:
            pieces[at] = reword(
                pieces[at], "At this price the job costs more than a quote can hold."
            )
        reading = replace(reading, pieces=tuple(pieces))
    if not counted or reading.product is None or reading.quantities.pieces:
        return reading
    usual = counts_text(reading.quantities.value) if reading.quantities.value else ""
    message = f"No quantity is named. {usual} would be usual." if usual else "Name a quantity."
    lacking = Problem(field="quantities", message=message)
    return replace(reading, missing=(*reading.missing, lacking))


def product_of(found: Sequence[Placed], vocabulary: Vocabulary) -> str | None:
    """Give the product that is meant: a particular one, by the longest name, else the first.

    Where no word is a product's own, one that also describes a paper may be (a 13 oz banner), or
    one that only a certain product has a place for (two hours).
    """
    named = [
        (words, sense.code)
        for _, _, senses, words in found
        for sense in senses
        if isinstance(sense, Product)
    ] or [
        (words, code)
        for _, _, senses, words in found
        for code in _within(words, senses, vocabulary)
    ]
    best: tuple[bool, int] | None = None
    code: str | None = None
    for words, named_code in named:
        product = vocabulary.product(named_code)
        rank = (product is not None and not product.is_general, len(words))
        if best is None or rank > best:
            best, code = rank, named_code
    return code


def _within(words: str, senses: Sequence[Sense], vocabulary: Vocabulary) -> Iterator[str]:
    """Give the products that words for something else name on the way."""
    for sense in senses:
        match sense:
            case StockNamed() | StockDescribed():
                for place in range(len(words)):
                    phrase = (
                        vocabulary.lexicon.longest_phrase(words, place)
                        if may_start(words, place)
                        else None
                    )
                    for other in () if phrase is None else phrase[1]:
                        if isinstance(other, Product):
                            yield other.code
            case Hours() | Setting():
                name = "hours" if isinstance(sense, Hours) else sense.field
                for product in vocabulary.products:
                    if product.field(name) is not None:
                        yield product.code


def _understand(job: Job, senses: Sequence[Sense], at: int, *, prose: bool) -> Said | None:
    refused: Said | None = None
    for sense in senses:
        match sense:
            case Neutral():
                return Said()
            case Without():
                job.drops_next = True
                return Said()
            case Foreign() | Stranger():
                return None
        said = job.take(sense, senses, at)
        if said is not None and said.status != "unknown":
            job.drops_next = False
            return said
        refused = refused or said
    job.drops_next = False
    if refused is not None and prose and refused.field is None:
        return Said()
    return refused


def _unknown(
    words: str,
    senses: Sequence[Sense],
    vocabulary: Vocabulary,
    job: Job,
    pieces: Sequence[Piece],
    *,
    prose: bool,
) -> Said:
    """Mark words that say nothing, with what they may have been meant for."""
    if any(isinstance(sense, Foreign) for sense in senses):
        return Said() if prose else refuse("This is no part of a job.")
    looked_up = sum(piece.status == "unknown" for piece in pieces)
    near = _nearest(words, vocabulary, job.product) if looked_up < _MOST_LOOKED_UP else []
    if prose and (not near or len(words) < _SHORTEST_SLIP):
        return Said()
    if words.isdecimal():
        return refuse(f"A quantity is from 1 to {count_text(MOST)}.")
    return refuse("This word is not in the vocabulary.", offers=near)


def _nearest(words: str, vocabulary: Vocabulary, product: ProductWords | None) -> list[Offer]:
    lexicon = vocabulary.lexicon
    return [
        Offer(text=near.text, label=near.text, hint=near.label)
        for near in lexicon.nearest.find(key_of(words))
        if _suits(lexicon.senses_of(near.text), product)
    ]


def _suits(senses: Sequence[Sense], product: ProductWords | None) -> bool:
    """Whether words would be understood in a line of this product."""
    if product is None or not senses:
        return True
    forms = product.fields_of("operations", "operation")
    offered = {option.value for form in forms for option in form.options}
    for sense in senses:
        match sense:
            case Product(code):
                fits = code == product.code
            case OperationNamed(code):
                fits = code in offered
            case Size():
                fits = sense.product in {"", product.code}
            case _:
                fits = True
        if fits:
            return True
    return False


def _reading(text: str, pieces: list[Piece], job: Job) -> Reading:
    product = job.product
    counts = tuple(sorted(job.counts))
    places = tuple(sorted(set(job.counts.values())))
    if not counts and product is not None:
        counts, places = product.quantities[1:3] or product.quantities[:1], ()
    missing: list[Problem] = []
    if product is None:
        missing.append(Problem(field="product_type", message=_name_a_product(job.vocabulary)))
    else:
        missing += _check(pieces, job)
    fields = dict(job.fields)
    if product is not None:
        named = [at for at, piece in enumerate(pieces) if piece.field == "product_type"]
        fields["product_type"] = Sourced(product.code, tuple(named))
    return Reading(
        text=text,
        pieces=tuple(pieces),
        product=None if product is None else product.code,
        fields=fields,
        quantities=Sourced(counts, places),
        unit_price=job.unit_price,
        margin=job.margin,
        missing=tuple(missing),
    )


def _name_a_product(vocabulary: Vocabulary) -> str:
    titles = [product.title.lower() for product in vocabulary.products[:_EXAMPLES]]
    return f"Name the product, such as {' or '.join(titles)}." if titles else "Name the product."


def _check(pieces: list[Piece], job: Job) -> list[Problem]:
    """Hold the specification against what any shop could print; mark the words that are wrong."""
    document = Reading(text="", fields=job.fields).specification()
    try:
        specification_from(document)
    except ValidationError as error:
        missing: list[Problem] = []
        for problem in error.fields:
            name = next((part for part in problem["path"][1:] if isinstance(part, str)), None)
            sourced = job.fields.get(name or "")
            blamed = sourced.pieces if sourced is not None else ()
            for at in blamed:
                pieces[at] = reword(pieces[at], problem["message"])
            if not blamed:
                missing.append(Problem(field=name, message=problem["message"]))
        return missing
    return []
