"""How each kind of specification is planned into parts and an assembly."""

from datetime import date

from app.domain.estimating.parts import Plan
from app.domain.estimating.plans.bound import plan_bound
from app.domain.estimating.plans.flat import plan_flat
from app.domain.estimating.plans.hours import plan_hours
from app.domain.estimating.plans.sets import plan_sets
from app.domain.estimating.plans.wide import plan_wide
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import BoundSpec, EstimatedSpec, HoursSpec, SetSpec, WideSpec


def plan_work(spec: EstimatedSpec, rates: RateBook, on: date) -> Plan:
    """Plan a specification by the rates of a day.

    Raises ``EstimateRefused`` when it cannot be made, with the field that would have to change.
    """
    if isinstance(spec, BoundSpec):
        return plan_bound(spec, rates, on)
    if isinstance(spec, SetSpec):
        return plan_sets(spec, rates, on)
    if isinstance(spec, WideSpec):
        return plan_wide(spec, rates, on)
    if isinstance(spec, HoursSpec):
        return plan_hours(spec, rates)
    return plan_flat(spec, rates, on)


__all__ = ["plan_work"]
