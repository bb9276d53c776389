"""Ganging: several flat jobs that share paper and colours, printed on one sheet in one run."""

from app.domain.estimating.ganging.gang import Gang, GangShare
from app.domain.estimating.ganging.members import Alone, GangLine
from app.domain.estimating.ganging.packing import run_length
from app.domain.estimating.ganging.proposing import Proposals, propose_gangs

__all__ = [
    "Alone",
    "Gang",
    "GangLine",
    "GangShare",
    "Proposals",
    "propose_gangs",
    "run_length",
]
