"""Keys of repeated requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from app.db import Session
from app.models.idempotency import IdempotencyKey

# A second request with the same key waits here until the first one's transaction has ended.
_CLAIM: Final = (
    insert(IdempotencyKey)
    .values(
        user_id=bindparam("user_id"),
        key=bindparam("key"),
        request_hash=bindparam("request_hash"),
    )
    .on_conflict_do_nothing()
    .returning(IdempotencyKey.key)
)
_FIND: Final = select(IdempotencyKey.request_hash, IdempotencyKey.answer).where(
    IdempotencyKey.user_id == bindparam("user_id"), IdempotencyKey.key == bindparam("key")
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an earlier request with the key asked and was answered."""

    request_hash: str
    answer: Mapping[str, Any] | None


async def claim(session: Session, user_id: UUID, key: str, request_hash: str) -> Answered | None:
    """Take the key for this transaction; return what stands under it if it was taken before."""
    parameters = {"user_id": user_id, "key": key, "request_hash": request_hash}
    if await session.scalar(_CLAIM, parameters) is not None:
        return None
    row = (await session.execute(_FIND, parameters)).one()
    return Answered(row.request_hash, row.answer)


async def keep(session: Session, user_id: UUID, key: str, answer: Mapping[str, Any]) -> None:
    """Write the answer under a key that this transaction claimed."""
    await session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.user_id == user_id, IdempotencyKey.key == key)
        .values(answer=dict(answer))
    )
