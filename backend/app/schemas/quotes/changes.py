"""What is asked of quotes: changes of a draft, and the steps of a quote's life."""

from typing import Annotated, Final, Literal

from pydantic import Field

from app.schemas.base import (
    Day,
    Email,
    Fraction,
    Id,
    Input,
    Line,
    LongText,
    Money,
    OptionalLine,
    Quantity,
    Rate,
    Share,
)
from app.schemas.estimates import LARGEST_MATRIX, Specification
from app.schemas.quotes.words import (
    LARGEST_BATCH,
    LARGEST_QUOTE,
    MOST_RECIPIENTS,
    LineKind,
    LostReason,
    TaxCode,
)


class QuantityInput(Input):
    """One quantity of a line; without an id the line's own entry of that quantity is meant.

    A person may set its price in one of three ways: for all of it, for one piece, or by the margin
    that it is to leave, which becomes a price for all of it.
    """

    id: Id | None = None
    quantity: Quantity
    selected: bool = False
    typed_price: Money | None = None
    typed_unit_price: Rate | None = None
    target_margin: Fraction | None = None
    typed_reason: OptionalLine | None = None


class VendorCostRow(Input):
    """What a vendor asks for so many pieces in all."""

    quantity: Quantity
    total: Money


class VendorCosts(Input):
    """A vendor's quote: its rows by rising quantity, freight in, the look-up between the rows.

    Without a ``mark_up`` (a fraction) the rate book's one for outwork holds.
    """

    rows: Annotated[list[VendorCostRow], Field(min_length=1, max_length=50)]
    freight: Money = Field(default="0", validate_default=True)
    look_up: Literal["step", "linear"] = "step"
    mark_up: Share | None = None


class LineInput(Input):
    """A whole line, under an id that the client draws.

    ``spec`` belongs to products; ``unit_price``, ``cost`` (each for one piece) and ``vendor`` to
    charges and outside purchases, ``vendor_costs`` to outside purchases. A ``cost`` or
    ``vendor_costs`` that is left out stays as it is. ``alternate_of`` is the line in whose place
    the customer may take this one; it stands behind that one, in its section.
    A new line that is a copy names its line in the quote, or in a template, and takes its costs.
    """

    id: Id
    kind: LineKind
    section: OptionalLine | None = None
    title: Line
    description: LongText | None = None
    spec: Specification | None = None
    quantities: Annotated[list[QuantityInput], Field(max_length=LARGEST_MATRIX)] = Field(
        default_factory=list
    )
    unit_price: Rate | None = None
    cost: Rate | None = None
    vendor: OptionalLine | None = None
    vendor_costs: VendorCosts | None = None
    tax_code: TaxCode = "taxable"
    discount_percent: Share = Field(default="0", validate_default=True)
    optional: bool = False
    alternate_of: Id | None = None
    copy_of: Id | None = None
    template_id: Id | None = None


class SetFields(Input):
    """Change fields of the quote itself; a field that is left out stays as it is."""

    op: Literal["set"]
    title: Line | None = None
    customer_id: Id | None = None
    prospect_name: OptionalLine | None = None
    contact_id: Id | None = None
    valid_until: Day | None = None
    terms: OptionalLine | None = None
    po_number: OptionalLine | None = None
    customer_note: LongText | None = None
    internal_note: LongText | None = None
    discount_percent: Share | None = None
    discount_amount: Money | None = None


class PutLine(Input):
    """Add a line or replace it whole.

    ``after_id`` null puts it first, an id behind that line; left out, the line keeps its place, a
    new one goes last.
    """

    op: Literal["put_line"]
    line: LineInput
    after_id: Id | None = None


class RemoveLine(Input):
    """Take a line out; putting it again brings it back."""

    op: Literal["remove_line"]
    id: Id


class OrderLines(Input):
    """Put the lines in this order; each line must be named once."""

    op: Literal["order_lines"]
    ids: Annotated[list[Id], Field(max_length=LARGEST_QUOTE)]


type Change = Annotated[SetFields | PutLine | RemoveLine | OrderLines, Field(discriminator="op")]


class QuoteCreate(Input):
    """A new draft, for a customer or for a prospect's name.

    It begins with copies of another quote's lines or a template's, if one is named, then its own.
    """

    customer_id: Id | None = None
    prospect_name: OptionalLine | None = None
    contact_id: Id | None = None
    title: Line
    from_quote: Id | None = None
    from_template: Id | None = None
    lines: Annotated[list[LineInput], Field(max_length=LARGEST_QUOTE)] = Field(default_factory=list)


class QuoteUpdate(Input):
    """Changes, applied in order, all of them or none."""

    changes: Annotated[list[Change], Field(min_length=1, max_length=LARGEST_BATCH)]


class QuoteSend(Input):
    """Freeze the revision and mail it; without recipients it goes to the quote's contact.

    ``subject`` and ``message`` stand in the place of the template's own, with the same fields.
    """

    contact_id: Id | None = None
    to: Annotated[list[Email], Field(max_length=MOST_RECIPIENTS)] = Field(default_factory=list)
    cc: Annotated[list[Email], Field(max_length=MOST_RECIPIENTS)] = Field(default_factory=list)
    template: Annotated[str, Field(pattern=r"^[a-z0-9_-]{0,60}$")] = ""
    subject: OptionalLine = ""
    message: LongText = ""
    attach_pdf: bool = True
    include_link: bool = True
    accept_stale_rates: bool = False


class QuantityChoice(Input):
    """The quantity of a line that the customer takes."""

    line_id: Id
    quantity_id: Id


MOST_EVIDENCE: Final = 10


class QuoteApprove(Input):
    """Record that the customer said yes: who, on what evidence, which quantities and options.

    ``evidence_ids`` are files of the quote that prove it: from then on they stay as they are.
    """

    name: Line
    po_number: OptionalLine = ""
    note: LongText = ""
    choices: Annotated[list[QuantityChoice], Field(max_length=LARGEST_QUOTE)] = Field(
        default_factory=list
    )
    evidence_ids: Annotated[list[Id], Field(max_length=MOST_EVIDENCE)] = Field(default_factory=list)


class QuoteDecline(Input):
    """Record that the customer said no, and why."""

    reason: LostReason
    note: LongText = ""


class QuoteExtend(Input):
    """Let an expired quote be accepted again; without a day, for as long as a new one."""

    valid_until: Day | None = None


class QuoteRevise(Input):
    """Write what was sent anew; ``reason`` says why, for those who compare the two later."""

    reason: LongText = ""
