"""An archive holds everything that the shop wrote, every file by its hash, and no secret."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.cli import archive_everything, parse
from app.domain.permissions import Role
from app.jobs.archives import forget_archives, make_archive
from app.models import Base
from app.repositories.archives import LEFT_OUT, columns_of, tables
from app.state import AppState
from tests.conftest import ClientFor, Clock
from tests.factories.customers import add_customer

# What a column is called that could let somebody in.
SUSPICIOUS = ("hash", "token", "password", "secret", "seed", "key", "totp", "epoch")


def test_every_table_leaves_or_is_left_out_with_a_reason_and_no_column_lets_anybody_in() -> None:
    known = {table.name for table in tables()} | set(LEFT_OUT)
    assert known == set(Base.metadata.tables)
    leaving = {f"{table.name}.{column.name}" for table in tables() for column in columns_of(table)}
    suspicious = {one for one in leaving if any(word in one for word in SUSPICIOUS)}
    assert suspicious == set()
    assert "forge_users.email" in leaving
    assert "forge_quotes.internal_note" in leaving


@pytest.mark.usefixtures("reference_rates")
async def test_an_archive_is_asked_for_made_fetched_and_forgotten(
    worker_state: AppState, client_for: ClientFor, clock: Clock, tmp_path: Path
) -> None:
    admin = await client_for(Role.ADMIN)
    await add_customer(admin, "=Harbor & Sons, „Kaffee“", note="line one\nline two")
    invited = {"email": "new@shop.example", "name": "New", "role": "sales"}
    assert (await admin.post("/api/users", json=invited)).status_code == 201
    note = await admin.post("/api/customers", json={"name": "Pine"})
    attached = await admin.post(
        f"/api/customers/{note.json()['id']}/files", params={"name": "a/b.txt"}, content=b"a note"
    )
    assert attached.status_code == 201
    async with worker_state.async_session_factory.begin() as session:
        await session.execute(
            text("UPDATE forge_users SET password_hash = '$argon2id$the-hash-of-a-password'")
        )
        secrets = [
            *(await session.scalars(text("SELECT token_hash FROM forge_invitations"))).all(),
            *(await session.scalars(text("SELECT body FROM forge_messages"))).all(),
            "the-hash-of-a-password",
        ]

    asked = await admin.post("/api/archives")
    assert asked.status_code == 202
    assert (await admin.post("/api/archives")).json()["id"] == asked.json()["id"]
    address = f"/api/archives/{asked.json()['id']}/file"
    assert (await admin.get(address)).json()["code"] == "archive_not_ready"
    await make_archive(worker_state, UUID(asked.json()["id"]))
    await make_archive(worker_state, UUID(asked.json()["id"]))
    (found,) = (await admin.get("/api/archives")).json()
    assert (found["state"], found["problem"], found["done"]) == ("ready", None, found["total"])

    answer = await admin.get(address)
    assert hashlib.sha256(answer.content).hexdigest() == found["sha256"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert {one["path"] for one in manifest["entries"]} | {"manifest.json"} == set(
            archive.namelist()
        )
        for one in manifest["entries"]:
            content = archive.read(one["path"])
            assert hashlib.sha256(content).hexdigest() == one["sha256"]
            for secret in secrets:
                assert secret == "" or secret.encode() not in content, one["path"]
        customers = archive.read("tables/customers.csv").decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(customers, newline=""))
        place = header.index("Name")
        assert {row[place] for row in rows} == {"'=Harbor & Sons, „Kaffee“", "Pine"}
        assert "line one\nline two" in {row[header.index("Note")] for row in rows}
        (name,) = [name for name in archive.namelist() if name.startswith("files/")]
        assert name.endswith((" a_b.txt", " b.txt"))
        assert archive.read(name) == b"a note"
        users = archive.read("tables/users.csv").decode()
        assert "new@shop.example" in users
        assert "Password" not in users

    target = tmp_path / "everything.zip"
    said = await archive_everything(worker_state, parse(["archive", str(target)]))
    assert hashlib.sha256(target.read_bytes()).hexdigest() in said

    clock.move(days=8)
    await forget_archives(worker_state)
    admin = await client_for(Role.ADMIN)
    assert (await admin.get(address)).status_code == 404
    assert list((worker_state.settings.storage_dir / "archives").iterdir()) == []
    manager = await client_for(Role.MANAGER)
    assert (await manager.post("/api/archives")).status_code == 403


async def test_an_archive_that_cannot_be_written_says_why_and_leaves_nothing(
    worker_state: AppState, client_for: ClientFor
) -> None:
    admin = await client_for(Role.ADMIN)
    asked = await admin.post("/api/archives")
    worker_state.settings.storage_dir.mkdir(parents=True, exist_ok=True)
    (worker_state.settings.storage_dir / "archives").write_text("in the way")
    await make_archive(worker_state, UUID(asked.json()["id"]))
    (found,) = (await admin.get("/api/archives")).json()
    assert found["state"] == "failed"
    assert "storage folder" in found["problem"]
    # The next one is a new one.
    assert (await admin.post("/api/archives")).json()["id"] != found["id"]
