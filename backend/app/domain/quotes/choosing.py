"""What a customer takes of an offer: quantities, alternates and options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal
from uuid import UUID

from app.domain.errors import ValidationError
from app.domain.quotes.draft import Draft, put_in_place, root_of
from app.domain.quotes.quote import PricedDraft
from app.domain.quotes.status import QuoteStatus, Standing

type OfferState = Literal["open", "on_hold", "expired", "accepted", "declined", "replaced"]

HOW_IT_STANDS: Final[Mapping[OfferState, str]] = {
    "open": "This quote is still open.",
    "on_hold": "This quote is on hold: we are checking something and will come back to you.",
    "expired": "This quote is no longer valid. Ask us to renew it.",
    "accepted": "This quote is accepted. Thank you.",
    "declined": "This quote was declined. Call us if you have changed your mind.",
    "replaced": "This quote was replaced by a newer one. Open the link in our last mail.",
}
"""In the words of the shop to the customer who holds the link."""

_STATES: Final[Mapping[str, OfferState]] = {
    QuoteStatus.SENT: "open",
    QuoteStatus.EXPIRED: "expired",
    QuoteStatus.APPROVED: "accepted",
    QuoteStatus.DECLINED: "declined",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One quantity of one line."""

    line_id: UUID
    quantity_id: UUID


def offer_state(standing: Standing, *, is_current: bool) -> OfferState:
    """Return what a sent revision is to the customer who holds its link.

    A revision that is not the quote's current one was replaced, whatever became of the other.
    """
    state = _STATES.get(standing.state, "replaced") if is_current else "replaced"
    return "on_hold" if state == "open" and standing.on_hold else state


def check_choices(draft: Draft, choices: Sequence[Choice]) -> dict[UUID, UUID]:
    """Return the chosen quantity of each line that is named.

    Raises:
        ValidationError: a choice names what the quote does not have, or not to choose from.
    """
    lines = {line.id: line for line in draft.lines}
    chosen: dict[UUID, UUID] = {}
    groups: set[UUID] = set()
    for place, choice in enumerate(choices):
        line = lines.get(choice.line_id)
        path = ("choices", place)
        if line is None or choice.line_id in chosen:
            raise ValidationError.for_field(
                (*path, "line_id"), "Name each line of the quote at most once."
            )
        if choice.quantity_id not in {one.id for one in line.quantities}:
            raise ValidationError.for_field(
                (*path, "quantity_id"), "This line has no such quantity."
            )
        # Who sent it had the authority for the chosen quantity, and perhaps not for the others.
        if line.selected is not None and line.selected.id != choice.quantity_id:
            raise ValidationError.for_field(
                (*path, "quantity_id"), "Another quantity of this line was chosen and sent."
            )
        group = root_of(line)
        if group in groups:
            raise ValidationError.for_field(
                (*path, "line_id"), "Choose one of the alternates: only one of them can be ordered."
            )
        groups.add(group)
        chosen[choice.line_id] = choice.quantity_id
    return chosen


def take_choices(draft: Draft, chosen: Mapping[UUID, UUID]) -> Draft:
    """Return the draft as it would be ordered: what is chosen counts like any line."""
    return replace(
        draft,
        lines=tuple(
            replace(
                line,
                quantities=tuple(
                    replace(one, selected=one.id == chosen[line.id]) for one in line.quantities
                ),
            )
            if line.id in chosen
            else line
            for line in put_in_place(draft.lines, chosen)
        ),
    )


def open_lines(priced: PricedDraft) -> list[str]:
    """Return the titles of the lines that have to have a quantity and have none."""
    return [line.line.title for line in priced.lines if line.line.counts and line.selected is None]
