"""Printing a book's pages on offset presses: every sheet and method that its signatures allow."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from app.domain.estimating.binding import most_pockets
from app.domain.estimating.books import Measured
from app.domain.estimating.buying import Paper
from app.domain.estimating.costing import RunCost
from app.domain.estimating.finishing import finishing_items
from app.domain.estimating.fitness import press_refusal, unfit
from app.domain.estimating.folds import FoldLine
from app.domain.estimating.imposition import Piece, Sheet, impose
from app.domain.estimating.items import Job
from app.domain.estimating.layout import Layout
from app.domain.estimating.lines import PieceLines, piece_lines
from app.domain.estimating.materials import Materials
from app.domain.estimating.methods import WorkMethod, methods_of
from app.domain.estimating.parents import PressSheet, sheets_for
from app.domain.estimating.parts import Bid, PartCost, PrintedPart
from app.domain.estimating.rates import FinishingOperation, OperationKind, Press, RateBook
from app.domain.estimating.refusals import Refusal
from app.domain.estimating.result import Charged, Fact
from app.domain.estimating.runs import PressRun, SheetCount
from app.domain.estimating.signatures import (
    LEAF,
    Signature,
    folding_pages,
    split_leaves,
    split_pages,
)
from app.domain.estimating.spec.overrides import METHOD_WORDS, Printing
from app.domain.estimating.work import Step, units_into
from app.domain.money import ratio_of
from app.domain.units import NO_LENGTH, Length

ONE_FORM = frozenset({"work_and_turn", "work_and_tumble"})
SPREAD = 2


@dataclass(frozen=True, slots=True)
class SignatureRun:
    """The run of all signatures of one size."""

    signature: Signature
    cost: RunCost


@dataclass(frozen=True, slots=True)
class SignatureWay:
    """One press and sheet with a method for the whole signatures and one for what is left over.

    ``versions`` share the copies. Leaves that are not folded are cut apart with ``cut``.
    """

    job: Job
    runs: tuple[SignatureRun, ...]
    versions: int
    cut: FinishingOperation | None
    words: str

    def bid(self, copies: int) -> Bid:
        """Say what the way costs for so many copies."""
        return Bid.of(self.cost(copies))

    def cost(self, copies: int) -> PartCost:
        """Cost the runs of all signatures for so many copies."""
        of_each = -(-copies // self.versions)
        items: list[Charged] = []
        counts: list[SheetCount] = []
        for one in self.runs:
            good = one.signature.sheets(of_each) * self.versions
            step = None
            if self.cut is not None:
                waste, ready = ratio_of(self.cut.run_waste), self.cut.make_ready_units
                step = Step(self.cut, units_into(good, waste, ready))
                good = step.units_in
            count = one.cost.run.count(good)
            counts.append(count)
            items.extend(one.cost.charges(count))
            if step is not None:
                items.extend(finishing_items(self.job, step, (step.operation,)))
        run = self.runs[0].cost.run
        return PartCost(
            press=run.press,
            stock=self.job.stock,
            method=self.method,
            drawing=self.job.layout,
            items=tuple(items),
            forms=sum(one.cost.run.forms for one in self.runs),
            plates=sum(one.cost.run.plates for one in self.runs),
            net_sheets=sum(count.net for count in counts),
            gross_sheets=sum(count.gross for count in counts),
            parents=sum(count.parents for count in counts),
            parent_out=run.sheet.out,
            facts=(Fact("signatures", "Signatures", self._said),),
            words=self.words,
            remarks=() if run.by_hand is None else (run.by_hand.remark,),
        )

    @property
    def method(self) -> Printing:
        """The method of the largest signatures, which is what the way is told by."""
        return self.runs[0].cost.run.method.name

    @property
    def _said(self) -> str:
        """The signatures in words: ``12 of 16 pages, 1 of 8 pages 2 up work-and-turn``."""
        return ", ".join(
            f"{one.signature.count:,} of {one.signature.pages:,} pages"
            + (f" {one.signature.up} up" if one.signature.up > 1 else "")
            + f" {one.cost.run.method.words}"
            for one in self.runs
        )


@dataclass(frozen=True, slots=True)
class Signing:
    """The search for ways to print a book's pages as signatures, whatever the press.

    ``steps`` are what the signatures go through before they are bound.
    """

    measured: Measured
    part: PrintedPart
    materials: Materials
    rates: RateBook
    steps: tuple[FinishingOperation, ...]

    def ways(self, press: Press) -> list[SignatureWay] | Refusal:
        """Find the ways of one offset press, or say why it has none."""
        refusal = (
            press_refusal(self.part, self.materials.stock, press)
            or self._step_refusal()
            or self._number_refusal(press)
        )
        if refusal is not None:
            return refusal
        asked = None if self.part.by_hand is None else self.part.by_hand.method
        found: list[SignatureWay] = []
        for paper, sheet, layout in self._sheets(press):
            too_many = self._pocket_refusal(self._split(self._pages_on(layout)))
            refusal = refusal or too_many
            if too_many is None:
                ways = list(self._on_sheet(press, paper, sheet, layout))
                apt = [way for way in ways if asked in {None, way.method}]
                found.extend(apt)
                refusal = refusal or (None if apt else self._method_refusal(press, asked))
        if found:
            return found
        return refusal or Refusal(
            self.part.path("trim_width"),
            f"{press.name} takes no sheet of {self.materials.stock.name} that holds two pages of "
            f"{self.part.size_text}.",
        )

    @property
    def _is_folded(self) -> bool:
        return self.measured.is_trimmed

    def _number_refusal(self, press: Press) -> Refusal | None:
        """Say that how many pages lie on a sheet is not set by hand where the sheet is folded."""
        by_hand = self.part.by_hand
        if by_hand is None or by_hand.n_up is None:
            return None
        return Refusal(
            self.part.path("overrides", "n_up"),
            f"{press.name} prints the pages as signatures: how many lie on a sheet follows from "
            "the fold.",
        )

    def _method_refusal(self, press: Press, asked: Printing | None) -> Refusal | None:
        """Say that the largest signatures cannot be printed as a person asked for by hand."""
        if asked is None:
            return None
        sentence = f"{press.name} cannot print these signatures {METHOD_WORDS[asked]}."
        return Refusal(self.part.path("overrides", "method"), sentence)

    def _step_refusal(self) -> Refusal | None:
        if self._is_folded and not any(
            step.kind is OperationKind.SIGNATURE_FOLD for step in self.steps
        ):
            return Refusal(
                self.part.path("binding"),
                f"{self.measured.binding.name} has no operation that folds signatures.",
            )
        if not self._is_folded and self.materials.cut is None:
            return Refusal(self.part.path("finishing"), "The rate book has no cutting operation.")
        for step in self.steps:
            sentence = unfit(step, self.materials.stock)
            if sentence is not None:
                return Refusal(self.part.path("stock"), sentence)
        return None

    def _sheets(self, press: Press) -> Iterator[tuple[Paper, PressSheet, Layout]]:
        """Give, for each number of pages, the largest first, the sheet of the least paper."""
        best: dict[int, tuple[int, Paper, PressSheet, Layout]] = {}
        for paper in self.materials.papers:
            for sheet in sheets_for(press, paper.stock):
                if sheet.cuts and self.materials.cut is None:
                    continue
                layout = self._layout(press, sheet, "one_side")
                if layout is None:
                    continue
                pages = self._pages_on(layout)
                taken = paper.stock.sheet_width * (paper.stock.sheet_height or 0) // sheet.out
                if pages and (pages not in best or taken < best[pages][0]):
                    best[pages] = taken, paper, sheet, layout
        for pages in sorted(best, reverse=True):
            _, paper, sheet, layout = best[pages]
            yield paper, sheet, layout

    def _pages_on(self, layout: Layout) -> int:
        """Give the pages of a whole sheet's signature, or of its leaves; 0 where none fits."""
        if not self._is_folded:
            return layout.n_up * LEAF
        return min(
            folding_pages(layout.n_up * SPREAD),
            folding_pages(self.measured.rules.max_signature // SPREAD),
        )

    def _layout(self, press: Press, sheet: PressSheet, method: Printing) -> Layout | None:
        """Lay the pages in pairs, as they fold; or the leaves, as they are cut apart."""
        part, policy = self.part, self.rates.policy
        width, height = self._piece
        surface = Sheet.on_press(sheet, press, method)
        gap = Length(max(policy.gap, 2 * part.bleed)) if part.bleed else policy.butt_gap
        return impose(surface, Piece(width, height, part.bleed, gap), "grid")

    @property
    def _piece(self) -> tuple[Length, Length]:
        if self.measured.is_stitched or not self._is_folded:
            return self.part.width, self.part.height
        if self.measured.spec.binding_edge == "left":
            return Length(2 * self.part.width), self.part.height
        return self.part.width, Length(2 * self.part.height)

    @property
    def _lines(self) -> PieceLines:
        """The fold between the two pages of each pair, which is the book's spine."""
        width, height = self._piece
        middle = FoldLine(Length(width // 2), NO_LENGTH, Length(width // 2), height)
        if self.measured.spec.binding_edge != "left":
            middle = FoldLine(NO_LENGTH, Length(height // 2), width, Length(height // 2))
        return piece_lines(self._piece, self.part.unit, (), (middle,))

    def _on_sheet(
        self, press: Press, paper: Paper, sheet: PressSheet, layout: Layout
    ) -> Iterator[SignatureWay]:
        """Give a way for each method of the whole signatures with each of what is left over."""
        whole = self._pages_on(layout)
        split = self._split(whole)
        held = layout.n_up
        if self._is_folded:
            held = whole // (2 * SPREAD)
            layout = replace(layout.holding(held), cuts=(), lines=self._lines)
        front, back = self.part.colours_front, self.part.colours_back
        methods = [
            method
            for method in methods_of(press, front, back)
            if self._lies(press, sheet, method, held)
        ]
        two_forms = [method for method in methods if method.name not in ONE_FORM]
        full = [one for one in split if one.up == 1]
        rest = [one for one in split if one.up > 1]
        choices = product(two_forms if full else two_forms[:1], methods if rest else methods[:1])
        for of_full, of_rest in choices:
            if of_rest.name in ONE_FORM and not all(_turns(one, whole) for one in rest):
                continue
            chosen = [(one, of_full if one.up == 1 else of_rest) for one in split]
            runs = tuple(
                SignatureRun(one, RunCost.of(self._run(press, paper, sheet, method, one)))
                for one, method in chosen
            )
            names = dict.fromkeys(METHOD_WORDS[method.name] for _, method in chosen)
            yield SignatureWay(
                job=Job(self.part, paper.stock, paper.grade, self.rates.policy, layout),
                runs=runs,
                versions=self.measured.spec.versions,
                cut=None if self._is_folded else self.materials.cut,
                words=f"{press.name}, {sheet.words}, {whole}-page forms, {' and '.join(names)}",
            )

    def _split(self, whole: int) -> tuple[Signature, ...]:
        pages = self.measured.pages
        if self._is_folded:
            return split_pages(pages.bound, whole, twelves=self.measured.rules.twelves)
        return split_leaves(pages.leaves, whole // LEAF)

    def _pocket_refusal(self, split: tuple[Signature, ...]) -> Refusal | None:
        """Say that the binder has too few pockets for signatures that nothing gathers before it."""
        if any(step.kind is OperationKind.COLLATE for step in self.steps):
            return None
        measured, binding = self.measured, self.measured.binding
        if not measured.is_stitched:
            return Refusal(
                self.part.path("binding"),
                f"{binding.name} has no operation that gathers what comes from an offset press.",
            )
        filled = sum(one.count for one in split) + (measured.cover is not None)
        most = most_pockets(binding) or filled
        if filled <= most:
            return None
        return Refusal(
            self.part.path("pages"),
            f"{binding.name} fills {most} pockets at most; {measured.pages.bound:,} pages in "
            f"signatures of {split[0].pages:,} fill {filled}.",
        )

    def _lies(self, press: Press, sheet: PressSheet, method: WorkMethod, held: int) -> bool:
        """Say whether a method's margins and pairs leave as many pieces on the sheet."""
        layout = self._layout(press, sheet, method.name)
        return layout is not None and layout.n_up >= held

    def _run(
        self,
        press: Press,
        paper: Paper,
        sheet: PressSheet,
        method: WorkMethod,
        signature: Signature,
    ) -> PressRun:
        return PressRun(
            part=self.part.name,
            press=press,
            sheet=sheet,
            paper=paper,
            method=method,
            front=self.part.colours_front,
            back=self.part.colours_back,
            cut=self.materials.cut,
            kinds=signature.count * self.measured.spec.versions,
            n_up=signature.up,
            by_hand=self.part.by_hand,
        )


def _turns(signature: Signature, whole: int) -> bool:
    """Say whether one form can hold all pages of a signature, as often as it likes."""
    return whole // 2 % signature.pages == 0
