"""One published version of all the rates."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Annotated, Any, Final

from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.domain.estimating.documents import Range
from app.domain.estimating.rates.lists import ListEdition
from app.domain.estimating.rates.operations import FinishingOperation
from app.domain.estimating.rates.papers import Grade, Stock
from app.domain.estimating.rates.presses import Press
from app.domain.estimating.rates.selling import CustomerLevel, MarkUps, Policy, RushBand
from app.domain.estimating.rates.services import Service

MOST_REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class RateBook:
    """One published version of all the rates. Codes are unique within their kind.

    Of a price list there are the edition that held when the card was published and those to come.
    """

    version: Annotated[int, Range(0, 1_000_000_000)]
    grades: tuple[Grade, ...]
    stocks: tuple[Stock, ...]
    presses: tuple[Press, ...]
    operations: tuple[FinishingOperation, ...]
    mark_ups: MarkUps
    policy: Policy
    levels: tuple[CustomerLevel, ...] = ()
    rush: tuple[RushBand, ...] = ()
    services: tuple[Service, ...] = ()
    price_lists: tuple[ListEdition, ...] = ()
    _index: dict[tuple[str, str], object] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _memory: dict[Hashable, Any] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Index the book by code; refuse a code that is there twice and a grade that is missing."""
        for kind in ("grades", "stocks", "presses", "operations", "levels", "services"):
            for place, entry in enumerate(getattr(self, kind)):
                if (kind, entry.code) in self._index:
                    raise ValidationError.for_field(
                        (kind, place, "code"), f"The code {entry.code} is there twice."
                    )
                self._index[(kind, entry.code)] = entry
        for place, stock in enumerate(self.stocks):
            if self.find_grade(stock.grade) is None:
                raise ValidationError.for_field(
                    ("stocks", place, "grade"), f"There is no grade {stock.grade}."
                )
        self._check_papers()
        self._check_lists()

    def _check_papers(self) -> None:
        """Refuse stocks that are said to be one paper and are not."""
        first: dict[str, Stock] = {}
        for place, stock in enumerate(self.stocks):
            if not stock.paper:
                continue
            like = first.setdefault(stock.paper, stock)
            for name in ("grade", "basis_weight", "caliper_in", "coated"):
                if getattr(stock, name) != getattr(like, name):
                    raise ValidationError.for_field(
                        ("stocks", place, name),
                        f"{stock.code} and {like.code} are one paper and must agree on this.",
                    )

    def _check_lists(self) -> None:
        """Refuse an edition of a price list that is there twice."""
        seen: set[tuple[str, int]] = set()
        for place, edition in enumerate(self.price_lists):
            if (edition.code, edition.number) in seen:
                raise ValidationError.for_field(
                    ("price_lists", place, "number"),
                    f"Edition {edition.number} of {edition.code} is there twice.",
                )
            seen.add((edition.code, edition.number))

    def same_paper(self, stock: Stock) -> tuple[Stock, ...]:
        """Give the stocks that are one paper: the stock itself, then its other sheets."""
        if not stock.paper:
            return (stock,)
        others = (one for one in self.stocks if one.paper == stock.paper and one is not stock)
        return (stock, *others)

    def remember[Value](self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give what follows from the book's figures alone, made once for as long as it is read.

        ``key`` must name everything that it follows from, beside the book itself.
        """
        known: Value | None = self._memory.get(key)
        if known is None:
            if len(self._memory) >= MOST_REMEMBERED:
                self._memory.clear()
            known = self._memory[key] = make()
        return known

    def find_grade(self, code: str) -> Grade | None:
        """Find a grade by its code."""
        found = self._index.get(("grades", code))
        return found if isinstance(found, Grade) else None

    def find_stock(self, code: str) -> Stock | None:
        """Find a stock by its code."""
        found = self._index.get(("stocks", code))
        return found if isinstance(found, Stock) else None

    def find_press(self, code: str) -> Press | None:
        """Find a press by its code."""
        found = self._index.get(("presses", code))
        return found if isinstance(found, Press) else None

    def find_operation(self, code: str) -> FinishingOperation | None:
        """Find a finishing operation by its code."""
        found = self._index.get(("operations", code))
        return found if isinstance(found, FinishingOperation) else None

    def find_level(self, code: str) -> CustomerLevel | None:
        """Find a customer level by its code."""
        found = self._index.get(("levels", code))
        return found if isinstance(found, CustomerLevel) else None

    def find_service(self, code: str) -> Service | None:
        """Find a service by its code."""
        found = self._index.get(("services", code))
        return found if isinstance(found, Service) else None

    def prices_like(self, other: "RateBook", lists: Collection[str]) -> bool:
        """Whether work is priced as by another version, where it is sold from no other ``lists``.

        Between versions that differ in a price list only, every estimate stays as it was.
        """
        return all(
            getattr(self, one.name) == getattr(other, one.name)
            for one in fields(self)
            if one.compare and one.name not in {"version", "price_lists"}
        ) and self.editions_of(lists) == other.editions_of(lists)

    def editions_of(self, lists: Collection[str]) -> list[ListEdition]:
        """Give the editions of price lists."""
        return [edition for edition in self.price_lists if edition.code in lists]

    def find_list(self, code: str, on: date) -> ListEdition | None:
        """Find the edition of a price list that holds on a day: of those begun, the one begun last.

        Of two that begin on one day the newer one holds.
        """
        begun = (
            edition
            for edition in self.price_lists
            if edition.code == code and edition.content.effective_from <= on
        )
        return max(begun, key=lambda one: (one.content.effective_from, one.number), default=None)

    @classmethod
    def from_document(cls, document: object) -> "RateBook":
        """Read a book from JSON; raises ``ValidationError`` naming every field that is wrong."""
        return documents.from_document(cls, document)

    def to_document(self) -> dict[str, Any]:
        """Write the book as JSON: decimals as text, lengths as whole units, days as YYYY-MM-DD."""
        return documents.to_document(self)
