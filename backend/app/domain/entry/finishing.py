"""Which finishing operations a person meant, and what they do to those of the product."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.entry.reading import Offer, Sourced
from app.domain.entry.senses import OperationDescribed, OperationNamed, Sense
from app.domain.entry.words import OperationWords


def operations_meant(
    senses: Iterable[Sense],
    operations: Sequence[OperationWords],
    offered: Collection[str] | None,
) -> list[OperationWords]:
    """Give the operations that the words can mean, among those that the product is ``offered``.

    A word of the shop means its operation, unless the product is not offered that one but others
    that fit the words too; a description means every operation that it fits.
    """
    named: list[OperationWords] = []
    described: list[OperationWords] = []
    for sense in senses:
        if isinstance(sense, OperationNamed):
            named += [one for one in operations if one.code == sense.code]
        elif isinstance(sense, OperationDescribed):
            described += [one for place, one in enumerate(operations) if sense.among >> place & 1]
    for meant in (named, described):
        found = [one for one in meant if offered is None or one.code in offered]
        if found:
            return found
    return []


def offer_of(operation: OperationWords) -> Offer:
    """Offer an operation by its code, which nothing else is called."""
    return Offer(text=operation.code, label=operation.name, hint=", ".join(operation.aliases[:2]))


@dataclass(slots=True)
class Work:
    """The operations that a line names, by the field that offers them, and those that it drops.

    A typed entry is the place of its piece and what the words can mean, the likeliest first.
    """

    typed: dict[str, list[tuple[int, Sequence[str]]]] = field(default_factory=dict)
    dropped: dict[str, list[int]] = field(default_factory=dict)

    def take(self, field_name: str, codes: Sequence[str], place: int) -> None:
        """Note an operation that is wanted."""
        self.typed.setdefault(field_name, []).append((place, codes))

    def settle(self, field_name: str) -> dict[int, str]:
        """Make words that could mean several operations mean the one that others name outright.

        Gives what became clear, by the place of the piece.
        """
        entries = self.typed.get(field_name, [])
        named = {codes[0] for _, codes in entries if len(codes) == 1}
        clear: dict[int, str] = {}
        for at, (place, codes) in enumerate(entries):
            meant = [code for code in codes if code in named]
            if len(codes) > 1 and len(meant) == 1:
                entries[at] = (place, meant)
                clear[place] = meant[0]
        return clear

    def finish(
        self, field_name: str, usual: Sequence[str], kinds: Mapping[str, str]
    ) -> Sourced[tuple[str, ...]]:
        """Give the operations of one field: its ``usual`` ones, but for those that are dropped.

        One that is typed takes the place of the usual one of the same kind: a Z-fold that of the
        letter fold. ``kinds`` says of each operation what kind it is.
        """
        entries = self.typed.get(field_name, [])
        typed = list(dict.fromkeys(codes[0] for _, codes in entries))
        replaced = {kinds.get(code, code) for code in typed}
        kept = [
            code
            for code in usual
            if code in typed or (code not in self.dropped and kinds.get(code, code) not in replaced)
        ]
        codes = (*kept, *(code for code in typed if code not in kept))
        places = {place for place, _ in entries}
        for code in usual:
            places |= set(self.dropped.get(code, ()))
        return Sourced(codes, tuple(sorted(places)))
