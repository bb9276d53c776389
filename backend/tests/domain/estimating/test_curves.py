"""A job's curve and prices aimed at a goal, on the golden shop."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.curves import MOST_PRICED, Job, aim_at, curve_of_job
from app.domain.estimating.engine import estimate
from app.domain.pricing.targets import Target
from tests.domain.estimating.shops import CARDS, GOLDEN, TODAY

JOB = Job(spec=CARDS, rates=GOLDEN, on=TODAY)


def test_every_point_of_the_curve_is_the_engines_own_price() -> None:
    drawn = curve_of_job(JOB, largest=5_000, costs=True)
    points = {point.quantity: point for point in drawn.curve.points}
    assert {1, 500, 1_000, 5_000} <= set(points)
    assert len(points) <= MOST_PRICED
    for quantity in (500, 1_000, 2_000):
        (asked,) = estimate(CARDS, [quantity], GOLDEN, on=TODAY).quantities
        assert points[quantity].total == asked.price
        assert points[quantity].cost == asked.cost
        assert (points[quantity].kind, points[quantity].press) == ("digital", "Press 1")
    assert str(points[500].total) == "53.52"
    assert all(more.total >= one.total for one, more in pairwise(drawn.curve.points))
    assert drawn.curve.changes == ()
    assert drawn.rates_version == 7


def test_a_curve_without_costs_knows_none() -> None:
    drawn = curve_of_job(JOB, largest=1_000, costs=False)
    assert {point.cost for point in drawn.curve.points} == {None}
    assert "internal" not in drawn.to_document()["points"][0]
    dear = replace(GOLDEN, policy=replace(GOLDEN.policy, margin_floor=Decimal("0.9")))
    kinds = {
        costs: {
            finding.kind
            for finding in curve_of_job(
                replace(JOB, rates=dear), largest=1_000, costs=costs
            ).findings
        }
        for costs in (True, False)
    }
    assert "under_floor" in kinds[True]
    assert "under_floor" not in kinds[False]


def test_a_curve_starts_at_as_many_pieces_as_there_are_versions() -> None:
    job = replace(JOB, spec=replace(CARDS, versions=30))
    assert curve_of_job(job, largest=100, costs=True).curve.points[0].quantity == 30
    (only,) = curve_of_job(job, largest=10, costs=True).curve.points
    assert only.quantity == 30


def test_a_curve_is_written_with_its_margins() -> None:
    document = curve_of_job(JOB, largest=500, costs=True).to_document()
    assert document["points"][-1] == {
        "quantity": 500,
        "price": "53.52",
        "unit_price": "0.1070",
        "kind": "digital",
        "press_name": "Press 1",
        "internal": {"cost": "38.95", "margin_fraction": "0.2722"},
    }


def test_a_job_that_no_press_prints_has_no_curve() -> None:
    with pytest.raises(ValidationError):
        curve_of_job(replace(JOB, spec=replace(CARDS, stock="none")), largest=100, costs=True)


def test_a_margin_is_aimed_at_over_the_jobs_own_cost() -> None:
    """Golden job A, 500 cards: 38.95 of cost, of which 2.55 paper and 5.40 clicks leave the shop;
    the press is needed for 8 minutes.
    """
    aimed = aim_at(JOB, 500, Target("margin", Decimal("0.40")))
    assert str(aimed.engine_price) == "53.52"
    assert aimed.cost == Decimal("38.95")
    assert str(aimed.reached.price) == "64.92"
    assert aimed.contribution == Decimal("427.28")  # (64.92 - 7.95) / (8 / 60)
    assert aimed.to_document() == {
        "engine_price": "53.52",
        "price": "64.92",
        "unit_price": "0.1298",
        "price_per_m": "129.84",
        "internal": {
            "cost": "38.95",
            "leaves": "25.97",
            "margin": "0.4000",
            "mark_up": "0.6668",
            "contribution_per_hour": "427.28",
        },
    }


def test_a_target_is_rounded_as_the_shop_rounds() -> None:
    rounding = replace(GOLDEN.policy.rounding, mode="up", quantum=Decimal(5))
    job = replace(JOB, rates=replace(GOLDEN, policy=replace(GOLDEN.policy, rounding=rounding)))
    assert str(aim_at(job, 500, Target("margin", Decimal("0.40"))).reached.price) == "65.00"
    assert str(aim_at(job, 500, Target("total", Decimal("61.11"))).reached.price) == "61.11"
