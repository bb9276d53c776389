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

ENGINE_FOLDERS = sorted(folder.name for folder in FOLDERS.glob("engine-*"))


def read(name: str) -> tuple[RateBook, list[dict[str, Any]]]:
    folder = FOLDERS / name
    rates = RateBook.from_document(json.loads((folder / "rates.json").read_text("utf-8")))
    lines = (folder / "revisions.jsonl").read_text("utf-8").splitlines()
    return rates, [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ENGINE_FOLDERS)
def test_every_kept_revision_comes_out_as_it_was_sent(name: str) -> None:
    rates, snapshots = read(name)
    differences = {
        snapshot["number"]: found
        for snapshot in snapshots
        if (found := find_differences(snapshot, rates))
    }
    assert differences == {}


@pytest.mark.parametrize("version", ENGINES)
def test_the_corpus_names_its_engine_and_holds_every_kind_of_work(version: int) -> None:
    folders = [name for name in ENGINE_FOLDERS if name.split("-")[1] == str(version)]
    snapshots = [snapshot for name in folders for snapshot in read(name)[1]]
    assert {snapshot["engine_version"] for snapshot in snapshots} == {version}
    specs = [line["spec"] for snapshot in snapshots for line in snapshot["lines"] if line["spec"]]
    assert {spec["kind"] for spec in specs} == set(KINDS)


def test_dearer_paper_is_noticed_in_most_of_them() -> None:
    rates, snapshots = read(f"engine-{max(ENGINES)}")
    body = rates.to_document()
    for stock in body["stocks"]:
        for price in stock["prices"]:
            price["price"] = str(Decimal(price["price"]) * 2)
    dearer = RateBook.from_document(body)
    noticed = [snapshot for snapshot in snapshots if find_differences(snapshot, dearer)]
    assert len(noticed) > len(snapshots) // 2


def test_a_dearer_price_list_is_noticed_in_all_that_it_sold() -> None:
    rates, snapshots = read("engine-1-listed")
    body = rates.to_document()
    for edition in body["price_lists"]:
        for one in edition["content"]["breaks"]:
            one["prices"] = [str(Decimal(price) * 2) for price in one["prices"]]
    dearer = RateBook.from_document(body)
    assert all(find_differences(snapshot, dearer) for snapshot in snapshots)
