"""Requests that may arrive twice and must have one effect."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.repositories import idempotency


class KeyReused(ValidationError):
    """This Idempotency-Key belongs to another request: draw a new one for a new request."""

    code = "idempotency_key_reused"


@dataclass(frozen=True, slots=True)
class Once:
    """A claimed key; without one every request is a first one."""

    user_id: UUID
    key: str | None

    async def keep(self, session: Session, answer: Mapping[str, Any]) -> None:
        """Remember what the request was answered, in the transaction of its effect."""
        if self.key is not None:
            await idempotency.keep(session, self.user_id, self.key, answer)


async def claim(
    session: Session, actor: Actor, key: str | None, request: Mapping[str, Any]
) -> tuple[Once, Mapping[str, Any] | None]:
    """Take the key, or return what the same request was answered before.

    Args:
        session: the transaction of the effect.
        actor: whose key it is; two people's keys never meet.
        key: what the client drew, if anything.
        request: what is asked, as JSON values, the endpoint's name included.

    Raises:
        KeyReused: the key was used for something else.
    """
    once = Once(actor.user_id, key)
    if key is None:
        return once, None
    canonical = json.dumps(request, sort_keys=True, default=str)
    fingerprint = hashlib.sha256(canonical.encode()).hexdigest()
    answered = await idempotency.claim(session, actor.user_id, key, fingerprint)
    if answered is None:
        return once, None
    if answered.request_hash != fingerprint:
        raise KeyReused(KeyReused.__doc__ or "")
    return once, answered.answer or {}
