"""Sessions of logged-in people, in Redis, found by the hash of a token that only browsers have."""

import contextlib
import hmac
import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from pydantic import SecretStr
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.domain.errors import UnavailableError

TOKEN_BYTES: Final = 32
IDLE: Final = timedelta(minutes=30)
ABSOLUTE: Final = timedelta(days=14)
TOUCH_EVERY: Final = timedelta(minutes=1)
MOST_DEVICES: Final = 10
LONGEST_AGENT: Final = 200


class SessionsUnavailable(UnavailableError):
    """Signing in does not work at this moment: try again in a little while."""

    code = "sessions_unavailable"


@contextlib.asynccontextmanager
async def patient_redis() -> AsyncIterator[None]:
    """Say in the domain's words that Redis does not answer; how long it may take, its client knows.

    Raises:
        SessionsUnavailable: it is gone, or hangs.
    """
    try:
        yield
    except (RedisError, OSError, TimeoutError) as error:
        raise SessionsUnavailable(SessionsUnavailable.__doc__ or "") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSession:
    """What Redis knows of one login.

    ``public_id`` names the session in lists; neither it nor ``key`` lets anybody in.
    """

    key: str
    public_id: str
    user_id: UUID
    epoch: int
    csrf_token: str
    created_at: datetime
    seen_at: datetime
    mfa_at: datetime | None
    address: str
    user_agent: str

    def is_alive(self, now: datetime) -> bool:
        """Whether the session was used lately enough and did not begin too long ago."""
        return now - self.seen_at < IDLE and now - self.created_at < ABSOLUTE

    def time_left(self, now: datetime) -> timedelta:
        """Return how long it lives on if nobody uses it from now on."""
        return min(IDLE, self.created_at + ABSOLUTE - now)


# Keys: the new session, the person's devices, the old session or an empty string.
# One step, so that at no time both the old and the new token are good, or neither is listed.
_START: Final = """
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if KEYS[3] ~= '' then
  redis.call('DEL', KEYS[3])
  redis.call('ZREM', KEYS[2], KEYS[3])
end
for _, key in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if redis.call('EXISTS', key) == 0 then
    redis.call('ZREM', KEYS[2], key)
  end
end
redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
local surplus = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[5])
if surplus > 0 then
  for _, key in ipairs(redis.call('ZRANGE', KEYS[2], 0, surplus - 1)) do
    redis.call('DEL', key)
    redis.call('ZREM', KEYS[2], key)
  end
end
return 1
"""

# Keys: the person's devices, then the sessions that end.
_END: Final = """
for at = 2, #KEYS do
  redis.call('DEL', KEYS[at])
  redis.call('ZREM', KEYS[1], KEYS[at])
end
return 1
"""


class SessionStore:
    """Starts, finds, touches and ends sessions.

    Every method raises :class:`SessionsUnavailable` when Redis does not answer.
    """

    def __init__(self, redis: Redis, secret: SecretStr) -> None:
        """Keep sessions in ``redis`` under HMACs of their tokens made with ``secret``."""
        self._redis: Final = redis
        self._secret: Final = secret.get_secret_value().encode()

    async def start(
        self,
        user_id: UUID,
        *,
        epoch: int,
        address: str,
        user_agent: str,
        replacing: str | None = None,
        now: datetime,
    ) -> tuple[str, StoredSession]:
        """Begin a session; the one of the token ``replacing`` ends in the same step.

        Returns:
            The token, for the cookie and nobody else, and the session.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        session = StoredSession(
            key=self._key(token),
            public_id=secrets.token_hex(8),
            user_id=user_id,
            epoch=epoch,
            csrf_token=secrets.token_urlsafe(TOKEN_BYTES),
            created_at=now,
            seen_at=now,
            mfa_at=None,
            address=address,
            user_agent=user_agent[:LONGEST_AGENT],
        )
        await self._put(session, None if replacing is None else self._key(replacing), now)
        return token, session

    async def renew(
        self, session: StoredSession, *, epoch: int, now: datetime
    ) -> tuple[str, StoredSession]:
        """Give a session a new token and epoch; the old token is dead in the same step.

        The CSRF token stays, so that the person's other tabs, which share the cookie, work on.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        renewed = replace(session, key=self._key(token), epoch=epoch, seen_at=now)
        await self._put(renewed, session.key, now)
        return token, renewed

    async def find(self, token: str, *, now: datetime) -> StoredSession | None:
        """Return the living session of the token, or None."""
        key = self._key(token)
        async with patient_redis():
            found = await self._redis.get(key)
        session = None if found is None else _read(key, found)
        return session if session is not None and session.is_alive(now) else None

    async def touch(self, session: StoredSession, *, now: datetime) -> None:
        """Note that the session is in use, at most once a minute.

        Written only over what is still there: a session that was ended meanwhile stays ended.
        """
        if now - session.seen_at < TOUCH_EVERY:
            return
        touched = replace(session, seen_at=now)
        async with patient_redis():
            kept = await self._redis.set(
                session.key, _write(touched), px=session.time_left(now), xx=True
            )
            if kept:
                await self._redis.zadd(
                    _devices(session.user_id), {session.key: now.timestamp()}, xx=True
                )

    async def list_of(self, user_id: UUID, *, epoch: int, now: datetime) -> list[StoredSession]:
        """Return the person's living sessions, the last used first."""
        keys = await self._device_keys(user_id)
        async with patient_redis():
            values = await self._redis.mget(keys) if keys else []
        found = [_read(key, value) for key, value in zip(keys, values, strict=True) if value]
        return sorted(
            (one for one in found if one.epoch == epoch and one.is_alive(now)),
            key=lambda one: (one.seen_at, one.created_at),
            reverse=True,
        )

    async def end(self, session: StoredSession) -> None:
        """End one session at once."""
        await self._end_keys(session.user_id, [session.key])

    async def end_all(self, user_id: UUID, *, but: StoredSession | None = None) -> None:
        """End the person's sessions.

        A new epoch in the database has killed them already; this clears away what it made useless.
        """
        keys = await self._device_keys(user_id)
        await self._end_keys(user_id, [key for key in keys if but is None or key != but.key])

    async def check(self) -> None:
        """Pass if Redis answers."""
        async with patient_redis():
            await self._redis.ping()

    async def _device_keys(self, user_id: UUID) -> list[str]:
        async with patient_redis():
            keys = cast(list[bytes], await self._redis.zrange(_devices(user_id), 0, -1))
        return [key.decode() for key in keys]

    async def _end_keys(self, user_id: UUID, keys: list[str]) -> None:
        async with patient_redis():
            await self._redis.eval(_END, 1 + len(keys), _devices(user_id), *keys)

    async def _put(self, session: StoredSession, old_key: str | None, now: datetime) -> None:
        async with patient_redis():
            await self._redis.eval(
                _START,
                3,
                session.key,
                _devices(session.user_id),
                old_key or "",
                _write(session),
                str(_milliseconds(session.time_left(now))),
                str(now.timestamp()),
                str(_milliseconds(ABSOLUTE)),
                str(MOST_DEVICES),
            )

    def _key(self, token: str) -> str:
        return f"session:{hmac.digest(self._secret, token.encode(), 'sha256').hex()}"


def _devices(user_id: UUID) -> str:
    return f"sessions:{user_id}"


def _milliseconds(span: timedelta) -> int:
    return max(1, span // timedelta(milliseconds=1))


def _write(session: StoredSession) -> str:
    values = asdict(session)
    del values["key"]
    return json.dumps(
        {
            name: value.timestamp() if isinstance(value, datetime) else value
            for name, value in values.items()
        },
        default=str,
    )


def _read(key: str, stored: bytes | str) -> StoredSession:
    values: dict[str, Any] = json.loads(stored)
    for name in ("created_at", "seen_at", "mfa_at"):
        if values[name] is not None:
            values[name] = datetime.fromtimestamp(values[name], UTC)
    values["user_id"] = UUID(values["user_id"])
    return StoredSession(key=key, **values)
