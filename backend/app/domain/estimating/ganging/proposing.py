"""Finding the gangs among a quote's lines: which run together, and why the others run alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

from app.domain.estimating.choosing import marked_up
from app.domain.estimating.ganging.gang import Gang, share_out
from app.domain.estimating.ganging.members import (
    Alone,
    GangLine,
    Member,
    differences,
    find_member,
)
from app.domain.estimating.ganging.running import GangRun, cutting_refusal, gang_runs, overrun
from app.domain.estimating.rates import RateBook
from app.domain.money import CENT, decimal_from, decimal_text, ratio_of, round_money

MOST_TOGETHER: Final = 8
"""More lines than this are ganged in several gangs; a person could not follow more on one sheet."""
ALL_TRIED: Final = 4
"""Among so few lines every choice of them is tried."""
PAIR: Final = 2
PERCENT: Final = 100
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Proposals:
    """The gangs that are worth running, and the lines that run by themselves."""

    rates_version: int
    gangs: tuple[Gang, ...]
    alone: tuple[Alone, ...]

    def to_document(self, *, internal: bool) -> dict[str, Any]:
        """Write the proposals as JSON; what they cost only if ``internal``."""
        return {
            "rates_version": self.rates_version,
            "gangs": [gang.to_document(internal=internal) for gang in self.gangs],
            "alone": [
                {
                    "line_id": one.line.key,
                    "position": one.line.position,
                    "title": one.line.title,
                    "reason": one.reason,
                }
                for one in self.alone
            ],
        }


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why some lines do not run together, and the one among them that is in the way, if one is."""

    reason: str
    culprit: Member | None = None


def propose_gangs(
    lines: Sequence[GangLine],
    rates: RateBook,
    *,
    on: date,
    customer_level: str | None = None,
) -> Proposals:
    """Propose gangs among lines in their chosen quantities, by the rates of a day.

    A gang is proposed where it saves the shop what the policy asks, no line gets more too many than
    the policy allows, and the customer does not pay more for all of them together. Nothing raises:
    a line that cannot be ganged says why.
    """
    members: list[Member] = []
    alone: list[Alone] = []
    for line in lines:
        found = find_member(line, rates, on, customer_level)
        if isinstance(found, Alone):
            alone.append(found)
        else:
            members.append(found)
    desk = _Desk(rates, customer_level)
    gangs = [gang for group in _groups(members) for gang in desk.gangs(group)]
    taken = {share.line.key for gang in gangs for share in gang.shares}
    for member in members:
        if member.line.key not in taken:
            reason = desk.reasons.get(member.line.key) or _nearest(member, members)
            alone.append(Alone(member.line, reason))
    return Proposals(
        rates_version=rates.version,
        gangs=tuple(sorted(gangs, key=lambda one: one.shares[0].line.position)),
        alone=tuple(sorted(alone, key=lambda one: one.line.position)),
    )


def _groups(members: Sequence[Member]) -> list[list[Member]]:
    """Put lines together that nothing keeps apart."""
    groups: list[list[Member]] = []
    for member in members:
        group = next((one for one in groups if not any(differences(member, one[0]))), None)
        if group is None:
            groups.append([member])
        else:
            group.append(member)
    return groups


def _nearest(member: Member, members: Sequence[Member]) -> str:
    """Say what keeps a line from the one that it has most in common with."""
    others = [
        tuple(differences(member, other)) for other in members if other.line is not member.line
    ]
    if not others:
        return "There is no other line that it could share a sheet with."
    fewest = min(range(len(others)), key=lambda place: len(others[place]))
    said = " and ".join(others[fewest])
    if not said:
        return f"{MOST_TOGETHER} lines are the most on one sheet, and those it could join are full."
    return f"{said[:1].upper()}{said[1:]}."


class _Desk:
    """The search among lines that may share a sheet; it remembers why some of them do not."""

    def __init__(self, rates: RateBook, customer_level: str | None) -> None:
        self.rates = rates
        self.customer_level = customer_level
        self.reasons: dict[str, str] = {}

    def gangs(self, group: Sequence[Member]) -> list[Gang]:
        """Gang a group: the best gang of all its lines, then that of those it leaves, and so on.

        A line of several versions may be a gang by itself: each by itself they run apart.
        """
        found: list[Gang] = []
        left = list(group)
        while _designs(left) >= PAIR:
            best = self._best(left[:MOST_TOGETHER])
            if best is None:
                break
            found.append(best)
            taken = {share.line.key for share in best.shares}
            left = [member for member in left if member.line.key not in taken]
        return found

    def _best(self, members: list[Member]) -> Gang | None:
        """Gang lines, without whichever is in the way or lets the others save more."""
        if len(members) <= ALL_TRIED:
            sizes = range(len(members), 0, -1)
            sets = (some for size in sizes for some in combinations(members, size))
            tried = (self._remembering(some) for some in sets if _designs(some) >= PAIR)
            found = [gang for gang in tried if isinstance(gang, Gang)]
        else:
            found = self._shrinking(members)
        best = max(found, key=lambda one: one.cost_saving, default=None)
        for member in members if best is not None else ():
            self.reasons.setdefault(member.line.key, "The others save more without it.")
        return best

    def _shrinking(self, members: list[Member]) -> list[Gang]:
        """Try many lines together, then without one that is in the way, or without each in turn."""
        found: list[Gang] = []
        while len(members) >= PAIR and not found:
            tried = self._remembering(members)
            if isinstance(tried, Gang):
                fewer = (self._try([one for one in members if one is not out]) for out in members)
                found = [tried, *(gang for gang in fewer if isinstance(gang, Gang))]
            elif tried.culprit is None:
                break
            else:
                members = [member for member in members if member is not tried.culprit]
        return found

    def _remembering(self, members: Sequence[Member]) -> Gang | _Refused:
        """Gang these lines; where they do not, keep why for the one in the way, or for all."""
        tried = self._try(members)
        if isinstance(tried, _Refused) and len(members) >= PAIR:
            blamed = members if tried.culprit is None or len(members) == PAIR else [tried.culprit]
            for member in blamed:
                self.reasons[member.line.key] = tried.reason
        return tried

    def _try(self, members: Sequence[Member]) -> Gang | _Refused:
        """Gang these lines and no others, by the way that they sell for least by."""
        refusal = cutting_refusal(members)
        if refusal is not None:
            return _Refused(refusal)
        runs = list(gang_runs(members, self.rates))
        if not runs:
            largest = max(members, key=lambda one: one.part.width * one.part.height)
            return _Refused(_too_large(members), largest)
        allowed = ratio_of(self.rates.policy.gang_max_overrun)
        fit = [run for run in runs if _most_over(members, run)[0] <= allowed]
        if not fit:
            over, worst, run = min(
                ((*_most_over(members, run), run) for run in runs), key=lambda one: one[0]
            )
            made = run.made([one.line.key for one in members].index(worst.line.key))
            return _Refused(_too_many(worst, made, over, allowed), worst)
        cheapest = min(fit, key=self._standing)
        best = share_out(members, cheapest, self.rates, self.customer_level)
        least = max(self.rates.policy.gang_min_saving, CENT)
        if best.cost_saving < least or best.price_saving < 0:
            *others, last = (f"{one.line.position}" for one in members)
            named = f"lines {', '.join(others)} and {last}"
            sentence = f"Running {named} together saves too little to be worth a gang."
            return _Refused(sentence, _costliest(best, members))
        return best

    def _standing(self, run: GangRun) -> tuple[Fraction, Fraction]:
        """Rank a run by what it would sell for, at one price by its cost; of two alike the first.

        Turning comes before tumbling, which costs the same and changes the gripper edge.
        """
        costs = run.costs
        return marked_up(costs, self.rates.mark_ups), sum(costs.values(), Fraction(0))


def _designs(members: Sequence[Member]) -> int:
    """Count what is printed apart where it is not ganged: the versions of all lines."""
    return sum(member.spec.versions for member in members)


def _most_over(members: Sequence[Member], run: GangRun) -> tuple[Fraction, Member]:
    """Give the line of which a run makes the most too many, and how many."""
    over = [(overrun(member, run.made(n)), member) for n, member in enumerate(members)]
    return max(over, key=lambda one: one[0])


def _costliest(gang: Gang, members: Sequence[Member]) -> Member | None:
    """Give the line that saves least in a gang; of two lines neither is in the other's way."""
    if len(members) <= PAIR:
        return None
    saved = [share.cost_apart - share.cost_together for share in gang.shares]
    return members[saved.index(min(saved))]


def _too_large(members: Sequence[Member]) -> str:
    names = " and ".join(f"{one.part.size_text} of {one.line.name}" for one in members)
    stock = members[0].materials.stock.name
    return f"No press takes a sheet of {stock} that holds {names} beside each other."


def _too_many(member: Member, made: int, over: Fraction, allowed: Fraction) -> str:
    return (
        f"A shared run makes {made:,} of {member.line.name}, which needs {member.needed:,}: "
        f"{_percent(over)} % too many, and the shop allows {_percent(allowed)} %."
    )


def _percent(share: Fraction) -> str:
    return decimal_text(round_money(decimal_from(share * PERCENT), quantum=TENTH))
