"""Looking for words in all that the actor may see."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, cast, get_args

from app.db import Reader
from app.domain.actor import Actor
from app.domain.finding import Alternatives, Found, Part, excerpt, mark, split_words
from app.domain.permissions import Permission
from app.domain.quotes.numbers import find_base_number
from app.repositories import finding
from app.schemas.finding import (
    FoundElsewhere,
    FoundIn,
    SearchAnswer,
    SearchGroup,
    SearchHit,
    SearchKind,
    TextPart,
)
from app.services import quotes
from app.services.words import mend

KINDS: Final[Sequence[SearchKind]] = get_args(SearchKind.__value__)
# How many of each kind are shown where all kinds are.
FEW: Final = 5
NEEDED: Final[Mapping[str, Permission]] = {
    "quotes": Permission.WRITE_OWN_QUOTES,
    "orders": Permission.WRITE_OWN_QUOTES,
    "customers": Permission.READ_CUSTOMERS,
    "contacts": Permission.READ_CUSTOMERS,
    "stocks": Permission.READ_RATES,
}
# Kinds of records that are nobody's own.
_PLAIN: Final = ("customers", "contacts", "stocks")
_NAMES: Final = {"quotes": ("number", "title"), "orders": ("number", "title")}
_KNOWN_BY: Final = {
    "quotes": ("customer", "contact", "po"),
    "orders": ("customer", "po"),
    "customers": ("account", "email", "phone"),
    "contacts": ("job_title", "customer", "email", "phone"),
    "stocks": ("code", "grade", "colour", "finish", "supplier"),
}


async def search(
    reader: Reader,
    actor: Actor,
    searched: str,
    *,
    kind: SearchKind | None,
    page: int,
    per_page: int,
    today: date,
) -> SearchAnswer:
    """Return what the words are found in; a rep finds own quotes and orders only.

    A few of each kind, or with ``kind`` one page of that and the others counted. Where nothing has
    all the words as they stand, those that nobody ever wrote are mended to the nearest known ones.
    """
    words = split_words(searched)
    sizes = {
        str(one): FEW if kind is None else per_page if one == kind else 0
        for one in KINDS
        if actor.can(NEEDED[one])
    }
    as_typed: Alternatives = [[word] for word in words]
    number = find_base_number(searched)
    skip = 0 if kind is None else (page - 1) * per_page

    async def find_all(alternatives: Alternatives) -> dict[str, Found]:
        found: dict[str, Found] = {}
        if "quotes" in sizes:
            found["quotes"], found["orders"] = await quotes.find_quotes(
                reader, actor, alternatives, number=number, sizes=sizes, skip=skip, today=today
            )
        for one in _PLAIN:
            if one in sizes:
                found[one] = await finding.find_records(
                    reader, one, alternatives, most=sizes[one], skip=skip
                )
        return found

    found = await find_all(as_typed) if words else {}
    mended = None
    if words and not any(one.total for one in found.values()):
        mended = await mend(reader, words)
        if mended is not None:
            found = await find_all(mended)
            if not any(one.total for one in found.values()):
                mended = None
    terms = [one for word in mended or as_typed for one in word]
    groups = {one: _group(one, found.get(one, Found(0, [])), terms) for one in KINDS}
    seen = found["quotes"].items if "quotes" in found else []
    exact = next((one["id"] for one in seen if find_base_number(one["number"]) == number), None)
    return SearchAnswer(
        mended=None if mended is None else " ".join(word[0] for word in mended),
        exact=None if number is None else exact,
        page=page,
        per_page=per_page,
        **groups,
    )


def _group(kind: SearchKind, found: Found, terms: Sequence[str]) -> SearchGroup:
    return SearchGroup(total=found.total, items=[_hit(kind, one, terms) for one in found.items])


def _hit(kind: SearchKind, record: Mapping[str, Any], terms: Sequence[str]) -> SearchHit:
    name = " ".join(record[one] for one in _NAMES.get(kind, ("title",)))
    known = [record[one] for one in _KNOWN_BY[kind] if record[one]]
    return SearchHit(
        kind=kind,
        id=record["id"],
        parent_id=record.get("parent_id"),
        name=_parts(mark(name, terms)),
        known_by=[_parts(mark(one, terms)) for one in known],
        found_in=_elsewhere(record, terms, " ".join([name, *known])),
        status=record.get("status"),
        total=record.get("total"),
        updated_at=record.get("updated_at"),
    )


def _elsewhere(
    record: Mapping[str, Any], terms: Sequence[str], shown: str
) -> FoundElsewhere | None:
    """Return the first line or note that has a term which the row itself does not show."""
    missing = [term for term in terms if not any(part.hit for part in mark(shown, [term]))]
    for place, texts in _texts(record):
        for one in texts:
            if any(part.hit for part in mark(one, missing)):
                return FoundElsewhere(place=place, parts=_parts(excerpt(one, missing)))
    return None


def _texts(record: Mapping[str, Any]) -> Iterator[tuple[FoundIn, Sequence[str]]]:
    for place, key in (("line", "lines"), ("note", "notes")):
        yield cast("FoundIn", place), record.get(key) or []


def _parts(parts: Sequence[Part]) -> list[TextPart]:
    return [TextPart(text=part.text, hit=part.hit) for part in parts]
