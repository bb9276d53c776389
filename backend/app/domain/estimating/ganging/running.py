"""Every way to run some lines as one gang: its sheet, its run, and what the shared run costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from app.domain.estimating.buying import Paper
from app.domain.estimating.choosing import Costs, bucket_costs
from app.domain.estimating.costing import RunCost
from app.domain.estimating.finishing import finishing_items
from app.domain.estimating.fitness import press_refusal, unfit
from app.domain.estimating.ganging.laying import Laid, lay
from app.domain.estimating.ganging.members import Member
from app.domain.estimating.imposition import Sheet
from app.domain.estimating.items import Job
from app.domain.estimating.methods import WorkMethod, methods_of
from app.domain.estimating.parents import PressSheet, sheets_for
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.rates import Press, RateBook
from app.domain.estimating.result import Charged
from app.domain.estimating.routing import candidates
from app.domain.estimating.runs import PressRun, SheetCount
from app.domain.estimating.work import in_order, walk_sheets
from app.domain.units import Length

THE_GANG: Final = "Gang"
LARGEST_SHEETS: Final = 4
"""A gang is tried on so many of the largest sheets that a press could take of each bought one."""


@dataclass(frozen=True, slots=True)
class GangRun:
    """One way to run a gang: the sheet, whose each piece is, the sheets it takes, what they cost.

    ``items`` are what all lines share: paper, plates, the press, what is done to whole sheets, and
    cutting them.
    """

    run: PressRun
    job: Job
    laid: Laid
    count: SheetCount
    items: tuple[Charged, ...]
    words: str

    @property
    def costs(self) -> Costs:
        """What the shared run costs, by bucket."""
        return bucket_costs(self.items)

    def made(self, place: int) -> int:
        """Give the pieces that a line gets: its places times the good sheets."""
        return self.laid.ups[place] * self.laid.run


def overrun(member: Member, made: int) -> Fraction:
    """Give what is made too much of a line, as a fraction of the pieces that it needs."""
    return Fraction(made - member.needed, member.needed)


def gang_runs(members: Sequence[Member], rates: RateBook) -> Iterator[GangRun]:
    """Give the ways to run lines together that share paper, colours, press and sheet finishing."""
    part = replace(members[0].part, name=THE_GANG)
    search = _Search(members, part, rates)
    for press in candidates(part, rates):
        if press_refusal(part, members[0].materials.stock, press) is None:
            for method in methods_of(press, part.colours_front, part.colours_back):
                yield from search.runs(press, method)


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for ways to run lines together; ``part`` is what a press sees of them."""

    members: Sequence[Member]
    part: PrintedPart
    rates: RateBook

    def runs(self, press: Press, method: WorkMethod) -> Iterator[GangRun]:
        """Give the ways of one press and method, on the largest sheets that it takes."""
        members, policy = self.members, self.rates.policy
        gap = Length(max(member.gap(policy) for member in members))
        bleed = Length(max(member.part.bleed for member in members))
        for paper in members[0].materials.papers:
            sheets = sorted(sheets_for(press, paper.stock), key=lambda one: one.area, reverse=True)
            for sheet in sheets[:LARGEST_SHEETS]:
                surface = Sheet.on_press(sheet, press, method.name)
                jobs = tuple(member.wanted(gap, surface.grain) for member in members)
                laid = lay(surface, jobs, bleed=bleed, gap=gap)
                if laid is not None:
                    yield self._run(press, paper, sheet, method, laid)

    def _run(
        self, press: Press, paper: Paper, sheet: PressSheet, method: WorkMethod, laid: Laid
    ) -> GangRun:
        part, first = self.part, self.members[0]
        cut = first.materials.cut
        run = PressRun(
            part=THE_GANG,
            press=press,
            sheet=sheet,
            paper=paper,
            method=method,
            front=part.colours_front,
            back=part.colours_back,
            cut=cut,
            n_up=laid.layout.n_up,
        )
        job = Job(part, paper.stock, paper.grade, self.rates.policy, laid.layout)
        operations = first.on_sheets if cut is None else in_order((*first.on_sheets, cut))
        walked = walk_sheets(laid.run * run.n_up, run.n_up, 1, operations)
        count = run.count(walked.net_sheets)
        charges = (
            *RunCost.of(run).charges(count),
            *(item for step in walked.steps for item in finishing_items(job, step, operations)),
        )
        return GangRun(
            run=run,
            job=job,
            laid=laid,
            count=count,
            items=charges,
            words=f"{press.name}, {sheet.words}, {method.words}, {run.n_up:,} up",
        )


def cutting_refusal(members: Sequence[Member]) -> str | None:
    """Say why lines cannot be cut out of one sheet, or None where they can."""
    materials = members[0].materials
    if materials.cut is None:
        return "The rate book has no cutting operation, and a gang must be cut apart."
    return unfit(materials.cut, materials.stock)
