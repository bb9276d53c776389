"""Price files: a dry run that marks each bad cell, then all of it or nothing."""

from base64 import b64encode
from typing import Any

import pytest

from app.adapters.spreadsheets import read_table, write_table
from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.rates import CARD, RateDesk

pytestmark = pytest.mark.usefixtures("reference_rates")


@pytest.fixture
async def desk(client_for: ClientFor) -> RateDesk:
    """An estimator before the staged book."""
    return await RateDesk(await client_for(Role.ESTIMATOR)).open()


def file_of(*rows: list[str], form: str = "csv") -> str:
    return b64encode(write_table(rows, "xlsx" if form == "xlsx" else "csv")).decode()


async def check(desk: RateDesk, content: str, **more: Any) -> Any:  # noqa: ANN401 - any JSON
    return await desk.send("POST", "/stocks/import/check", {"content": content, **more})


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["stocks", "presses", "operations"])
async def test_what_was_exported_imports_again_and_changes_nothing(
    desk: RateDesk, kind: str, form: str
) -> None:
    answer = await desk.client.get(f"/api/catalog/staged/{kind}/export", params={"format": form})
    assert answer.status_code == 200
    assert f'filename="{kind}.{form}"' in answer.headers["Content-Disposition"]
    assert len(read_table(answer.content)) > 4
    body = {"content": b64encode(answer.content).decode()}
    report = await desk.send("POST", f"/{kind}/import/check", body)
    assert (report["problems"], report["added"], report["changed_cells"]) == ([], 0, 0)
    await desk.send("POST", f"/{kind}/import", body)
    assert await desk.changes() == []


async def test_columns_are_recognised_and_can_be_mapped_by_hand(desk: RateDesk) -> None:
    rows = (["Item no.", "Price ($)", "Remark"], [CARD, "200", "as of June"])
    report = await check(desk, file_of(*rows))
    assert {one["header"]: one["field"] for one in report["columns"]} == {
        "Item no.": None,
        "Price ($)": "price",
        "Remark": None,
    }
    assert report["problems"] == [
        {"row": 1, "column": "code", "message": "Every row needs a code."}
    ]
    mapping = {"Item no.": "code", "Price ($)": "price", "Remark": ""}
    report = await check(desk, file_of(*rows), mapping=mapping)
    assert (report["problem_count"], report["changed_cells"]) == (0, 1)
    assert report["sample"] == [[CARD, "200", "as of June"]]
    assert await desk.changes() == []
    body = {"content": file_of(*rows), "mapping": mapping, "effective_on": "2026-12-01"}
    await desk.send("POST", "/stocks/import", body)
    (sentence,) = await desk.changes()
    assert "→ $200.00 per M from 1 Dec 2026" in sentence
    wrong = body | {"mapping": {"Item no.": "code", "Price ($)": "weather"}}
    await desk.send("POST", "/stocks/import", wrong, expect=422)


async def test_each_bad_cell_is_marked_and_then_nothing_is_imported(desk: RateDesk) -> None:
    content = file_of(
        ["Code", "Price", "Caliper", "Grade"],
        [CARD, "200", "", ""],
        ["BND-20-12X18", "cheap", "", ""],
        ["GLT-80-13X19", "50", "thin", "velvet"],
        [CARD, "201", "", ""],
        ["NEW-STOCK", "10", "0.01", "cover"],
        form="xlsx",
    )
    report = await check(desk, content)
    marked = {(one["row"], one["column"]) for one in report["problems"]}
    assert {(2, "Price"), (3, "Caliper"), (4, "Code")} <= marked
    refusal = await desk.send("POST", "/stocks/import", {"content": content}, expect=422)
    paths = [tuple(one["path"]) for one in refusal["details"]["fields"]]
    assert ("rows", 2, "Price") in paths
    assert await desk.changes() == []
    report = await check(desk, file_of(["Code", "Grade"], [CARD, "velvet"]))
    assert report["problems"] == [
        {"row": 1, "column": "Grade", "message": "There is no grade velvet."}
    ]


async def test_a_new_code_is_added_when_all_that_it_needs_is_there(desk: RateDesk) -> None:
    header = ["Code", "Name", "Price", "Sold", "Grade", "Basis weight", "gsm", "Caliper", "Family"]
    row = ["NEW-1", "12 pt felt", "150", "per M", "cover", "100", "270", "0.012", "cover"]
    missing = await check(desk, file_of(header, row))
    assert [one["message"] for one in missing["problems"]] == ["Sheet width: Is missing."] or any(
        "Sheet width" in one["message"] for one in missing["problems"]
    )
    sizes = (["Sheet width", "Sheet height"], ["13", "19"])
    content = file_of([*header, *sizes[0]], [*row, *sizes[1]])
    assert (await check(desk, content))["added"] == 1
    await desk.send("POST", "/stocks/import", {"content": content})
    assert await desk.changes() == ["12 pt felt 13 x 19: new stock"]


async def test_two_hundred_prices_are_staged_in_one_request(desk: RateDesk) -> None:
    codes = [one["code"] for one in (await desk.read("/stocks"))["entries"]]
    cells = [
        (code, field, value)
        for code in codes
        for field, value in (("price", "77"), ("basis", "per_m"), ("supplier", "New"))
    ]
    assert len(cells) > 200
    await desk.type("stocks", *cells)
    assert {one["cells"]["supplier"] for one in (await desk.read("/stocks"))["entries"]} == {"New"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("not base64!", "unreadable_table"),
        ("漢字", "unreadable_table"),
        (b64encode(b"Code,Price\n").decode(), "unreadable_table"),
        (b64encode(b"PK\x03\x04bomb").decode(), "unreadable_table"),
        (b64encode(b"a\n" * 6_000).decode(), "table_too_large"),
    ],
)
async def test_files_that_are_no_tables_are_refused(
    desk: RateDesk, content: str, code: str
) -> None:
    for address in ("/stocks/import/check", "/stocks/import"):
        refusal = await desk.send("POST", address, {"content": content}, expect=422)
        assert refusal["code"] == code


async def test_a_file_is_imported_on_the_version_that_was_seen(
    desk: RateDesk, client_for: ClientFor
) -> None:
    other = await RateDesk(await client_for(Role.MANAGER)).open()
    await other.type("stocks", (CARD, "supplier", "Mine"))
    body = {"content": file_of(["Code", "Supplier"], [CARD, "Yours"])}
    await desk.send("POST", "/stocks/import", body, expect=412)
    missing = await desk.client.post("/api/catalog/staged/stocks/import", json=body)
    assert missing.status_code == 428
