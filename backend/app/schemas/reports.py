"""Reports on the wire: a question, its figures in rows and columns, and how they are counted."""

from typing import Literal

from pydantic import Field

from app.schemas.base import Day, Id, Output, QueryInput, SearchText

type WinRateBy = Literal["rep", "customer", "product", "size", "reason", "month"]
type SentBy = Literal["rep", "customer", "product", "size", "month"]
type ColumnKind = Literal["count", "money", "share", "minutes"]


class PipelineQuery(QueryInput):
    """Whose open quotes are counted."""

    owner_id: Id | None = None
    customer_id: Id | None = None
    product: SearchText | None = None


class PeriodQuery(PipelineQuery):
    """Whose quotes of which days; without an end the period ends today, and it has 90 days."""

    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")


class WinRateQuery(PeriodQuery):
    """How the quotes that ended are grouped."""

    by: WinRateBy = "rep"


class SentQuery(PeriodQuery):
    """How the quotes that were sent are grouped."""

    by: SentBy = "rep"


class ReportPeriod(Output):
    """Days from the first through the last."""

    first: Day
    last: Day


class ReportColumn(Output):
    """What stands in a column: counts, money, shares of one, or whole minutes.

    ``dated`` is whether its cells tell the previous period's figure as well.
    """

    key: str
    label: str
    kind: ColumnKind
    dated: bool = False


class ReportCell(Output):
    """A figure as text, None where there is none; ``before`` is that of the previous period.

    ``query`` is the address of the very list that it counts, after ``/quotes?``.
    """

    value: str | None
    before: str | None = None
    query: str | None = None


class ReportRow(Output):
    """A group with its figures by the keys of the columns."""

    key: str
    label: str
    cells: dict[str, ReportCell]


class ReportTable(Output):
    """Columns with a row for each group, and one of all together."""

    columns: list[ReportColumn]
    rows: list[ReportRow]
    whole: ReportRow
    left_out: int


class ReportResponse(Output):
    """A report; ``previous`` is None where there is no period.

    ``left_out`` groups are too many to show: they count in the whole and stand in the CSV file.
    What only some roles may see stands in ``internal`` instead of ``table``.
    """

    question: str
    period: ReportPeriod | None
    previous: ReportPeriod | None
    definitions: list[str]
    table: ReportTable | None = None
    internal: ReportTable | None = None
