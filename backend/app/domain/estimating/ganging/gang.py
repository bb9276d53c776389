"""One gang as it is proposed: what each line bears of the shared run, and what is saved.

The shared run is split by area times ups: a line bears the part of it that its pieces take of all
pieces on the sheet. Each line is then sold as every line is, by its own costs with their mark-ups,
minimum, level, rush and rounding. In cents each split adds up, by largest remainder.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from app.domain.estimating.choosing import bucket_costs, marked_up
from app.domain.estimating.engine import adjustments_for
from app.domain.estimating.ganging.members import GangLine, Member
from app.domain.estimating.ganging.running import GangRun, overrun
from app.domain.estimating.lines import PieceLines, piece_lines
from app.domain.estimating.rates import RateBook
from app.domain.estimating.result import AMOUNT_QUANTUM, CostItem, shown
from app.domain.money import ZERO, allocate, decimal_from, money_text, round_money
from app.domain.pricing.adjust import adjust_price

SHARE_QUANTUM: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class GangShare:
    """What one line has of a gang: its places, what it gets, what it bears, what it then sells for.

    ``made`` are the pieces off the press, ``needed`` those that its finishing and delivery take.
    ``share`` is its part of the shared run. ``shared`` and ``own`` are its costs in cents: its part
    of the run, and what it would cost anyhow. ``lines`` are those that each piece is worked along.
    """

    line: GangLine
    quantity: int
    ups: int
    made: int
    needed: int
    overrun: Fraction
    share: Fraction
    price_apart: Decimal
    price_together: Decimal
    cost_apart: Decimal
    shared: Decimal
    own: Decimal
    lines: PieceLines

    @property
    def cost_together(self) -> Decimal:
        """What it costs in the gang."""
        return self.shared + self.own

    def to_document(self, *, internal: bool) -> dict[str, Any]:
        """Write it as JSON; costs only if ``internal``, under that key."""
        document: dict[str, Any] = {
            "line_id": self.line.key,
            "position": self.line.position,
            "title": self.line.title,
            "quantity": self.quantity,
            "ups": self.ups,
            "made": self.made,
            "needed": self.needed,
            "overrun": self.made - self.needed,
            "overrun_fraction": _share(self.overrun),
            "share": _share(self.share),
            "lines": self.lines.to_document(),
            "keeps_price": self.line.set_price is not None,
            "price_apart": money_text(self.price_apart),
            "price_together": money_text(self.price_together),
            "saves": money_text(self.price_apart - self.price_together),
        }
        if internal:
            document["internal"] = {
                "cost_apart": money_text(self.cost_apart),
                "shared": money_text(self.shared),
                "own": money_text(self.own),
                "cost_together": money_text(self.cost_together),
                "saves": money_text(self.cost_apart - self.cost_together),
            }
        return document


@dataclass(frozen=True, slots=True)
class Difference:
    """What one operation comes to apart and together; the savings add up to the gang's."""

    what: str
    apart: Decimal
    together: Decimal

    def to_document(self) -> dict[str, str]:
        """Write it as JSON."""
        return {
            "what": self.what,
            "apart": money_text(self.apart),
            "together": money_text(self.together),
            "saves": money_text(self.apart - self.together),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Gang:
    """Lines that are cheaper to run together: how, what each bears, and the saving with its why."""

    way: GangRun
    shares: tuple[GangShare, ...]
    members: tuple[Member, ...]

    @property
    def items(self) -> tuple[CostItem, ...]:
        """What the lines share, with its reasons; the shown amounts add up to the shown cost."""
        items = [item.explain() for item in self.way.items]
        whole = shown(sum((item.exact for item in items), Fraction(0)))
        amounts = allocate(whole, [item.exact for item in items], quantum=AMOUNT_QUANTUM)
        pairs = zip(items, amounts, strict=True)
        return tuple(replace(item, amount=amount) for item, amount in pairs)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What each operation costs apart and together, the largest saving first.

        What is the same both times is left out, for nothing of it is saved.
        """
        density = self.way.run.paper.density
        apart = [item for member in self.members for item in member.apart.items]
        own = [one for member in self.members for one in member.own_items(self.way.job, density)]
        sums: dict[str, list[Fraction]] = {}
        for way, items in enumerate((apart, [*self.items, *own])):
            for item in items:
                sums.setdefault(item.operation, [Fraction(0), Fraction(0)])[way] += item.exact
        named = {name: one for name, one in sums.items() if one[0] != one[1]}
        saved = allocate(self.cost_saving, [one[0] - one[1] for one in named.values()])
        together = [round_money(decimal_from(one[1])) for one in named.values()]
        changed = (
            Difference(name, cents + saves, cents)
            for name, cents, saves in zip(named, together, saved, strict=True)
        )
        return tuple(sorted(changed, key=lambda one: (one.together - one.apart, one.what)))

    @property
    def price_saving(self) -> Decimal:
        """What the customer pays less."""
        return sum((one.price_apart - one.price_together for one in self.shares), ZERO)

    @property
    def cost_saving(self) -> Decimal:
        """What the shop spends less."""
        return sum((one.cost_apart - one.cost_together for one in self.shares), ZERO)

    @property
    def sentence(self) -> str:
        """What is proposed, in words: lines 1 and 3 share 14 pt C2S cover, 4/4."""
        run = self.way.run
        paper = f"{self.way.job.stock.name}, {run.front}/{run.back}"
        *others, last = (f"{one.line.position}" for one in self.shares)
        if not others:
            return f"The {self.members[0].spec.versions:,} versions of line {last} share {paper}."
        return f"Lines {', '.join(others)} and {last} share {paper}."

    def to_document(self, *, internal: bool) -> dict[str, Any]:
        """Write the gang as JSON; what it costs only if ``internal``, under that key."""
        way, run = self.way, self.way.run
        document: dict[str, Any] = {
            "sentence": self.sentence,
            "press": run.press.code,
            "press_name": run.press.name,
            "stock": way.job.stock.code,
            "stock_name": way.job.stock.name,
            "method": run.method.name,
            "words": way.words,
            "proof": way.laid.proof,
            "forms": run.forms,
            "plates": run.plates,
            "net_sheets": way.laid.run,
            "gross_sheets": way.count.gross,
            "parents": way.count.parents,
            "parent_out": run.sheet.out,
            "clicks": run.clicks(way.count.gross),
            "layout": way.laid.layout.to_document(),
            "owners": list(way.laid.owners),
            "lines": [one.to_document(internal=internal) for one in self.shares],
            "price_apart": money_text(sum((one.price_apart for one in self.shares), ZERO)),
            "price_together": money_text(sum((one.price_together for one in self.shares), ZERO)),
            "saves": money_text(self.price_saving),
        }
        if internal:
            document["internal"] = {
                "cost_apart": money_text(sum((one.cost_apart for one in self.shares), ZERO)),
                "shared": money_text(sum((one.shared for one in self.shares), ZERO)),
                "cost_together": money_text(sum((one.cost_together for one in self.shares), ZERO)),
                "saves": money_text(self.cost_saving),
                "items": [item.to_document() for item in self.items],
                "differences": [one.to_document() for one in self.differences],
            }
        return document


def share_out(
    members: Sequence[Member], way: GangRun, rates: RateBook, customer_level: str | None
) -> Gang:
    """Split a shared run back to its lines by area times ups, and price each of them."""
    areas = [
        member.part.width * member.part.height * ups
        for member, ups in zip(members, way.laid.ups, strict=True)
    ]
    parts = [Fraction(area, sum(areas)) for area in areas]
    shared = way.costs
    density = way.run.paper.density
    own = [member.own_items(way.job, density) for member in members]
    own_costs = [sum((item.exact for item in items), Fraction(0)) for items in own]
    shared_cost = sum(shared.values(), Fraction(0))
    in_cents = _split(shared_cost, [part * shared_cost for part in parts])
    own_cents = _split(sum(own_costs, Fraction(0)), own_costs)
    apart = [sum((item.exact for item in one.apart.items), Fraction(0)) for one in members]
    apart_cents = _split(sum(apart, Fraction(0)), apart)
    shares: list[GangShare] = []
    for place, member in enumerate(members):
        costs = bucket_costs(own[place])
        for bucket, cost in shared.items():
            costs[bucket] = costs.get(bucket, Fraction(0)) + cost * parts[place]
        adjustments = adjustments_for(member.spec, rates, customer_level)
        steps = adjust_price(marked_up(costs, rates.mark_ups), member.quantity, adjustments)
        kept = member.line.set_price
        made = way.made(place)
        shares.append(
            GangShare(
                line=member.line,
                quantity=member.quantity,
                ups=way.laid.ups[place],
                made=made,
                needed=member.needed,
                overrun=overrun(member, made),
                share=parts[place],
                price_apart=member.price,
                price_together=steps[-1].after if kept is None else kept,
                cost_apart=apart_cents[place],
                shared=in_cents[place],
                own=own_cents[place],
                lines=piece_lines(
                    (member.part.width, member.part.height), member.part.unit, member.operations
                ),
            )
        )
    return Gang(way=way, shares=tuple(shares), members=tuple(members))


def _split(whole: Fraction, parts: Sequence[Fraction]) -> list[Decimal]:
    return allocate(round_money(decimal_from(whole)), parts)


def _share(exact: Fraction) -> str:
    return f"{round_money(decimal_from(exact), quantum=SHARE_QUANTUM):f}"
