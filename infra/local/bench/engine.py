"""The estimating engine alone: no server, no database, the rates that a new shop starts with."""

import time
from datetime import date
from typing import Any, Final

from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import specification_from
from app.memory import keep_what_is_loaded
from app.seeds.rate_tables import read_tables, read_terms
from local.bench.load import Measured

DAY: Final = date(2026, 11, 20)
TIMES: Final = 200
QUANTITIES: Final = (100, 250, 1000, 5000)
CARD: Final[dict[str, Any]] = {
    "product_type": "business_card",
    "trim_width": "3.5",
    "trim_height": "2",
    "bleed": "0.125",
    "colours_front": 4,
    "colours_back": 4,
    "stock": "C2S-14-13X19",
    "finishing": ["cut", "pack"],
}
BOOK: Final[dict[str, Any]] = {
    "kind": "bound",
    "product_type": "perfect_bound",
    "trim_width": "6",
    "trim_height": "9",
    "bleed": "0.125",
    "pages": 200,
    "stock": "OPQ-60-12X18",
    "colours_front": 1,
    "colours_back": 1,
    "cover_stock": "C1S-10-13X19",
    "cover_colours_front": 4,
    "cover_finishing": ["laminate_gloss_1"],
    "binding": "perfect_bind",
    "finishing": ["pack"],
}


def time_estimates(document: dict[str, Any]) -> Measured:
    """Estimate a job in four quantities over all seeded presses and stocks, again and again.

    The process treats its memory as the web server does.
    """
    spec, rates = specification_from(document), _seeded_rates()
    keep_what_is_loaded()
    estimate(spec, QUANTITIES, rates, on=DAY)
    times: list[float] = []
    for _ in range(TIMES):
        started = time.perf_counter()
        estimate(spec, QUANTITIES, rates, on=DAY)
        times.append(time.perf_counter() - started)
    return Measured(
        rate=len(times) / sum(times), times=times, refused=0, first_refusal="", busy=1.0
    )


def _seeded_rates() -> RateBook:
    tables, terms = read_tables(), read_terms()
    return RateBook(
        version=1,
        grades=terms.grades,
        stocks=tuple(one.stock for one in tables.stocks),
        presses=tuple(one.press for one in tables.presses),
        operations=tuple(one.operation for one in tables.operations),
        mark_ups=terms.mark_ups,
        policy=terms.policy,
        levels=terms.levels,
        rush=terms.rush,
    )
