"""The worker looks into files that were sent up, once, and sweeps away what belongs to none."""

import os
from datetime import timedelta
from uuid import UUID

from app.adapters.uploads import new_key
from app.jobs.files import inspect_file, sweep_files
from app.models.attachment import Attachment
from app.models.customer import Customer
from app.models.user import User
from app.state import AppState
from tests.adapters.test_uploads import arriving
from tests.conftest import MakeUser
from tests.factories import files


async def keep(state: AppState, author: User, body: bytes, name: str) -> UUID:
    customer = Customer(name="Harbor Coffee Roasters")
    file = Attachment(
        name=name,
        media_type="application/pdf",
        size_bytes=len(body),
        sha256="",
        storage_key=new_key(),
        uploaded_by=author.id,
        customer_id=customer.id,
        inspection="pending",
    )
    async with state.uploads.receive(arriving(body)) as incoming:
        await state.uploads.keep(incoming, file.storage_key)
    async with state.async_session_factory.begin() as session:
        session.add(customer)
        await session.flush()
        session.add(file)
    return file.id


async def read(state: AppState, file_id: UUID) -> Attachment:
    async with state.async_session_factory.begin() as session:
        return await session.get_one(Attachment, file_id)


async def test_a_file_is_looked_into_and_what_is_lost_is_swept(
    worker_state: AppState, make_user: MakeUser
) -> None:
    author = await make_user("sales")
    whole = await keep(worker_state, author, files.pdf(files.CARD, files.CARD), "card.pdf")
    broken = await keep(worker_state, author, b"%PDF-1.7 %%EOF", "broken.pdf")
    for file_id in (whole, broken, whole, UUID(int=1)):
        await inspect_file(worker_state, file_id)

    found = await read(worker_state, whole)
    assert (found.inspection, found.previews, found.problem) == ("ready", 2, "")
    assert found.facts is not None
    assert found.facts["pages"] == 2
    assert worker_state.uploads.picture_of(found.storage_key, 2) is not None
    failed = await read(worker_state, broken)
    assert (failed.inspection, failed.facts, failed.previews) == ("failed", None, 0)
    assert failed.problem == "This PDF is damaged. Ask for it to be exported again."

    lost = new_key()
    async with worker_state.uploads.receive(arriving(b"x")) as incoming:
        await worker_state.uploads.keep(incoming, lost)
    old = (worker_state.clock() - timedelta(days=3)).timestamp()
    for key in (lost, found.storage_key):
        os.utime(worker_state.uploads.path_of(key), (old, old))
    await sweep_files(worker_state)
    assert worker_state.uploads.path_of(found.storage_key).is_file()
    assert not worker_state.uploads.path_of(found.storage_key).with_name(lost).exists()


async def test_a_file_that_is_gone_from_the_disk_is_said_to_be(
    worker_state: AppState, make_user: MakeUser
) -> None:
    file_id = await keep(worker_state, await make_user("sales"), files.png(), "logo.png")
    file = await read(worker_state, file_id)
    worker_state.uploads.path_of(file.storage_key).unlink()
    await inspect_file(worker_state, file_id)
    file = await read(worker_state, file_id)
    assert file.inspection == "failed"
    assert "restore it from the backup" in file.problem
