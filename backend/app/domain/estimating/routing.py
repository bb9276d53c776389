"""Every way to print a part in sheets, and a sentence for each press that cannot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from app.domain.estimating.buying import Paper
from app.domain.estimating.costing import RunCost
from app.domain.estimating.fitness import press_refusal, size_refusal, unfit
from app.domain.estimating.imposition import Piece, Sheet, impose
from app.domain.estimating.items import Job
from app.domain.estimating.layout import Layout
from app.domain.estimating.lines import NO_LINES, piece_lines
from app.domain.estimating.materials import Materials, find_materials
from app.domain.estimating.methods import WorkMethod, methods_of, methods_refused
from app.domain.estimating.parents import PressSheet, sheets_for
from app.domain.estimating.parts import Part, PrintedPart, Way
from app.domain.estimating.pruning import Runs, undominated
from app.domain.estimating.rates import Press, RateBook
from app.domain.estimating.refusals import Refusal, refuse_field
from app.domain.estimating.result import RefusedRoute
from app.domain.estimating.runs import PressRun
from app.domain.estimating.sheets import Laid, Pieces, SheetWay
from app.domain.estimating.spec.overrides import METHOD_WORDS
from app.domain.estimating.work import in_order
from app.domain.units import Length

SHEET_FED = ("digital", "offset")

type Refused = tuple[Press, Refusal]


def plan_sheets(part: PrintedPart, rates: RateBook, on: date) -> Part:
    """Find every way to print a part in sheets, on all sheet-fed presses or the one that it names.

    A way is a press, a press sheet cut from a bought one, a work method and its layouts. Ways that
    another one of the same press and method betters in everything that costs are left out.

    Raises ``EstimateRefused`` for materials that are not there, and where no press can do the work,
    with all the reasons.
    """
    materials = find_materials(part, rates, on)
    ways, refusals = sheet_ways(part, materials, rates, candidates(part, rates))
    return part_of(part, ways, refusals)


def sheet_ways(
    part: PrintedPart, materials: Materials, rates: RateBook, presses: Iterable[Press]
) -> tuple[list[SheetWay], list[Refused]]:
    """Find the ways to print a part on some presses, and why others cannot."""
    search = _Search(part, materials, rates)
    ways: list[SheetWay] = []
    refusals: list[Refused] = []
    for press in presses:
        found = search.ways(press)
        if isinstance(found, Refusal):
            refusals.append((press, found))
            continue
        ways.extend(found)
        path = part.path("colours_back")
        why_not = methods_refused(press, part.colours_front, part.colours_back)
        refusals.extend((press, Refusal(path, sentence)) for sentence in why_not)
    return ways, refusals


def part_of(part: PrintedPart, ways: Sequence[Way], refusals: Sequence[Refused]) -> Part:
    """Make the part of its ways; raises ``EstimateRefused`` with all the reasons if it has none."""
    if not ways:
        fields = {refusal.field for _, refusal in refusals}
        path = refusals[0][1].field if len(fields) == 1 else part.path("stock")
        message = " ".join(refusal.sentence for _, refusal in refusals) or (
            "The rate book has no press for sheets."
        )
        raise refuse_field(path, message)
    refused = tuple(RefusedRoute(press.code, press.name, one.sentence) for press, one in refusals)
    return Part(part.name, tuple(ways), refused)


def candidates(part: PrintedPart, rates: RateBook) -> tuple[Press, ...]:
    """Give the presses to try: all that print sheets, or the one that is named."""
    by_hand = None if part.by_hand is None else part.by_hand.press
    code = by_hand or part.press
    if code is None:
        return tuple(press for press in rates.presses if press.kind in SHEET_FED)
    path = part.path("overrides", "press") if by_hand else part.path("press")
    press = rates.find_press(code)
    if press is None:
        raise refuse_field(path, f"The rate book has no press {code}.")
    if press.kind not in SHEET_FED:
        raise refuse_field(path, f"{press.name} does not print sheets; choose another press.")
    return (press,)


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for ways to print one part, whatever the press."""

    part: PrintedPart
    materials: Materials
    rates: RateBook
    memory: dict[tuple[Fraction, int], Pieces] = field(default_factory=dict)

    def ways(self, press: Press) -> list[SheetWay] | Refusal:
        """Find the ways of one press, or say why it has none."""
        part, stock = self.part, self.materials.stock
        refusal = press_refusal(part, stock, press)
        if refusal is not None:
            return refusal
        sheets = [
            (paper, sheet)
            for paper in self.materials.papers
            for sheet in sheets_for(press, paper.stock)
            if not sheet.cuts or self._cutting_refusal() is None
        ]
        if not sheets:
            return Refusal(part.path("stock"), size_refusal(stock, press))
        methods = tuple(methods_of(press, part.colours_front, part.colours_back))
        asked = None if part.by_hand is None else part.by_hand.method
        if asked is not None:
            methods = tuple(method for method in methods if method.name == asked)
            if not methods:
                sentence = f"{press.name} cannot print this {METHOD_WORDS[asked]}."
                return Refusal(part.path("overrides", "method"), sentence)
        return self._lay(press, sheets, methods)

    def _cutting_refusal(self) -> Refusal | None:
        cut, stock = self.materials.cut, self.materials.stock
        if cut is None:
            return Refusal(self.part.path("finishing"), "The rate book has no cutting operation.")
        sentence = unfit(cut, stock)
        return None if sentence is None else Refusal(self.part.path("stock"), sentence)

    def _lay(
        self,
        press: Press,
        sheets: list[tuple[Paper, PressSheet]],
        methods: tuple[WorkMethod, ...],
    ) -> list[SheetWay] | Refusal:
        """Lay the part on every sheet by every method; keep what nothing betters.

        Tumbling costs what turning does, so a sheet is tumbled only where it then holds more.
        """
        ways: list[SheetWay] = []
        refusal: Refusal | None = None
        turned: dict[int, int] = {}
        for method in methods:
            found: list[Runs] = []
            for place, (paper, sheet) in enumerate(sheets):
                layouts = self._layouts(press, sheet, method)
                if isinstance(layouts, Refusal):
                    refusal = refusal or layouts
                    continue
                if method.name == "work_and_turn":
                    turned[place] = layouts[0].n_up
                elif method.name == "work_and_tumble" and turned.get(place, 0) >= layouts[0].n_up:
                    continue
                runs = ((self._run(press, paper, sheet, method, one), one) for one in layouts)
                found.append(tuple(runs))
            for kept in undominated(found):
                laid = tuple(self._laid(run, layout) for run, layout in kept)
                ways.append(SheetWay(laid, self.memory))
        return ways if refusal is None or ways else refusal

    def _layouts(
        self, press: Press, sheet: PressSheet, method: WorkMethod
    ) -> tuple[Layout, ...] | Refusal:
        """Give the grid, and a mixed layout where the policy allows one and it holds more."""
        part, policy = self.part, self.rates.policy
        surface = Sheet.on_press(sheet, press, method.name)
        upright, rotated = _directions(part, surface)
        piece = Piece(
            width=part.width,
            height=part.height,
            bleed=part.bleed,
            gap=Length(max(policy.gap, 2 * part.bleed)) if part.bleed else policy.butt_gap,
            upright=upright,
            rotated=rotated,
        )
        grid = impose(surface, piece, "grid")
        if grid is not None and part.rough:
            grid = grid.cut_apart()
        if grid is None:
            return Refusal(
                part.path("trim_width"),
                f"A piece of {part.size_text} does not fit on {sheet.size_text} sheets "
                f"within what {press.name} can print.",
            )
        found = [grid]
        if policy.layout == "mixed" and grid.n_up < grid.max_up and not part.rough:
            mixed = impose(surface, piece, "guillotine")
            if mixed is not None and mixed.n_up > grid.n_up:
                found.append(mixed)
        if grid.cuts:
            refusal = self._cutting_refusal()
            if refusal is not None:
                return refusal
        return self._as_asked(press, tuple(found), sheet, method)

    def _as_asked(
        self, press: Press, layouts: tuple[Layout, ...], sheet: PressSheet, method: WorkMethod
    ) -> tuple[Layout, ...] | Refusal:
        """Leave so many pieces as a person asked for by hand, or say why that many cannot lie."""
        part = self.part
        asked = None if part.by_hand is None else part.by_hand.n_up
        if asked is None:
            return layouts
        path = part.path("overrides", "n_up")
        if asked % 2 and method.name in {"work_and_turn", "work_and_tumble"}:
            return Refusal(path, f"{METHOD_WORDS[method.name].capitalize()} needs an even number.")
        fit = [layout for layout in layouts if layout.n_up >= asked]
        if not fit:
            most = max(layout.n_up for layout in layouts)
            return Refusal(
                path,
                f"{most:,} up is the most on {sheet.size_text} on {press.name}, not {asked:,}.",
            )
        return (fit[0].holding(asked),)

    def _run(
        self,
        press: Press,
        paper: Paper,
        sheet: PressSheet,
        method: WorkMethod,
        layout: Layout,
    ) -> PressRun:
        part = self.part
        return PressRun(
            part=part.name,
            press=press,
            sheet=sheet,
            paper=paper,
            method=method,
            front=part.colours_front,
            back=part.colours_back,
            cut=self.materials.cut,
            kinds=part.kinds,
            n_up=layout.n_up,
            by_hand=part.by_hand,
        )

    def _laid(self, run: PressRun, layout: Layout) -> Laid:
        part, paper, operations = self.part, run.paper, self.materials.operations
        if layout.cuts and self.materials.cut is not None:
            operations = (*operations, self.materials.cut)
        lines = piece_lines(
            (part.width, part.height), part.unit, self.materials.operations, part.bends
        )
        if lines != NO_LINES:
            layout = replace(layout, lines=lines)
        job = Job(
            part=part,
            stock=paper.stock,
            grade=paper.grade,
            policy=self.rates.policy,
            layout=layout,
        )
        words = f"{run.press.name}, {run.sheet.words}, {run.method.words}, {run.n_up:,} up"
        return Laid(RunCost.of(run), job, in_order(operations), words)


def _directions(part: PrintedPart, sheet: Sheet) -> tuple[bool, bool]:
    """Say whether pieces may lie upright, and turned, with the paper's grain as it is wanted."""
    if part.grain == "any" or sheet.grain == "none":
        return True, True
    upright = sheet.grain == part.grain
    return upright, not upright
