"""What was sent years ago comes out to the same cent: every kept revision is computed again."""

import json
from decimal import Decimal
from typing import Any

import pytest

from app.domain.estimating.engines import ENGINES
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import KINDS
from app.domain.quotes.replay import find_differences
from tests.corpus import FOLDERS


def read(version: int) -> tuple[RateBook, list[dict[str, Any]]]:
    folder = FOLDERS / f"engine-{version}"
    rates = RateBook.from_document(json.loads((folder / "rates.json").read_text("utf-8")))
    lines = (folder / "revisions.jsonl").read_text("utf-8").splitlines()
    return rates, [json.loads(line) for line in lines]


@pytest.mark.parametrize("version", ENGINES)
def test_every_kept_revision_comes_out_as_it_was_sent(version: int) -> None:
    rates, snapshots = read(version)
    differences = {
        snapshot["number"]: found
        for snapshot in snapshots
        if (found := find_differences(snapshot, rates))
    }
    assert differences == {}


@pytest.mark.parametrize("version", ENGINES)
def test_the_corpus_names_its_engine_and_holds_every_kind_of_work(version: int) -> None:
    _, snapshots = read(version)
    assert {snapshot["engine_version"] for snapshot in snapshots} == {version}
    specs = [line["spec"] for snapshot in snapshots for line in snapshot["lines"] if line["spec"]]
    assert {spec["kind"] for spec in specs} == set(KINDS)


def test_dearer_paper_is_noticed_in_most_of_them() -> None:
    rates, snapshots = read(max(ENGINES))
    body = rates.to_document()
    for stock in body["stocks"]:
        for price in stock["prices"]:
            price["price"] = str(Decimal(price["price"]) * 2)
    dearer = RateBook.from_document(body)
    noticed = [snapshot for snapshot in snapshots if find_differences(snapshot, dearer)]
    assert len(noticed) > len(snapshots) // 2
