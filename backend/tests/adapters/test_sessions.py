import asyncio
import hmac
import json
import time
from datetime import timedelta
from typing import cast
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis

from app.adapters.sessions import (
    ABSOLUTE,
    IDLE,
    MOST_DEVICES,
    SessionStore,
    SessionsUnavailable,
    StoredSession,
)
from app.config import Settings
from tests.conftest import Clock

DANA = UUID(int=1)


@pytest.fixture
def store(redis: Redis, settings: Settings) -> SessionStore:
    return SessionStore(redis, settings.secret_key)


async def begin(
    store: SessionStore, clock: Clock, user_id: UUID = DANA, replacing: str | None = None
) -> tuple[str, StoredSession]:
    return await store.start(
        user_id,
        epoch=0,
        address="192.0.2.7",
        user_agent="Firefox",
        replacing=replacing,
        now=clock.now,
    )


async def test_a_session_is_found_by_its_token_only(store: SessionStore, clock: Clock) -> None:
    token, started = await begin(store, clock)
    assert await store.find(token, now=clock.now) == started
    for other in ("", token[:-1], started.key, started.public_id, started.csrf_token):
        assert await store.find(other, now=clock.now) is None


async def test_redis_never_holds_a_token(
    store: SessionStore, redis: Redis, clock: Clock, settings: Settings
) -> None:
    token, started = await begin(store, clock)
    secret = settings.secret_key.get_secret_value().encode()
    assert started.key == f"session:{hmac.digest(secret, token.encode(), 'sha256').hex()}"
    assert len(token) >= 43
    for key in cast(list[bytes], await redis.keys("*")):
        assert token.encode() not in key
        if key.startswith(b"session:"):
            stored = json.loads(await redis.get(key) or b"")
            assert token not in str(stored)
            assert {"public_id", "user_id", "epoch", "csrf_token", "mfa_at"} <= set(stored)


async def test_an_idle_session_dies_in_redis_and_by_the_clock(
    store: SessionStore, redis: Redis, clock: Clock
) -> None:
    token, started = await begin(store, clock)
    left = await redis.pttl(started.key)
    assert IDLE / timedelta(milliseconds=1) - 5_000 < left <= IDLE / timedelta(milliseconds=1)
    clock.move(minutes=29, seconds=59)
    assert await store.find(token, now=clock.now)
    clock.move(seconds=1)
    assert await store.find(token, now=clock.now) is None


async def test_a_session_in_use_lives_on_but_not_for_ever(
    store: SessionStore, redis: Redis, clock: Clock
) -> None:
    token, started = await begin(store, clock)
    end = clock.now + ABSOLUTE
    while clock.now < end - timedelta(minutes=25):
        clock.move(minutes=20)
        found = await store.find(token, now=clock.now)
        assert found is not None
        await store.touch(found, now=clock.now)
    # Close to its end Redis keeps it no longer than it may live.
    assert await redis.pttl(started.key) <= (end - clock.now) / timedelta(milliseconds=1)
    clock.now = end
    assert await store.find(token, now=clock.now) is None


async def test_a_session_is_touched_once_a_minute(store: SessionStore, clock: Clock) -> None:
    token, started = await begin(store, clock)
    clock.move(seconds=59)
    await store.touch(started, now=clock.now)
    found = await store.find(token, now=clock.now)
    assert found == started
    clock.move(seconds=1)
    await store.touch(started, now=clock.now)
    found = await store.find(token, now=clock.now)
    assert found is not None
    assert found.seen_at == clock.now


async def test_a_session_that_ended_does_not_come_back_by_a_late_touch(
    store: SessionStore, redis: Redis, clock: Clock
) -> None:
    token, _ = await begin(store, clock)
    read_before = await store.find(token, now=clock.now)
    assert read_before is not None
    await store.end(read_before)
    clock.move(minutes=2)
    await store.touch(read_before, now=clock.now)
    assert await store.find(token, now=clock.now) is None
    assert await redis.keys("session*") == []


async def test_touches_racing_an_end_never_win(store: SessionStore, clock: Clock) -> None:
    for _ in range(50):
        token, started = await begin(store, clock)
        later = clock.now + timedelta(minutes=2)
        await asyncio.gather(
            *(store.touch(started, now=later) for _ in range(4)),
            store.end(started),
            *(store.touch(started, now=later) for _ in range(4)),
        )
        assert await store.find(token, now=clock.now) is None


async def test_a_new_session_ends_the_one_it_replaces(store: SessionStore, clock: Clock) -> None:
    first, _ = await begin(store, clock)
    second, started = await begin(store, clock, replacing=first)
    assert await store.find(first, now=clock.now) is None
    assert await store.find(second, now=clock.now) == started
    assert await store.list_of(DANA, epoch=0, now=clock.now) == [started]


async def test_renewing_keeps_the_session_and_kills_its_token(
    store: SessionStore, clock: Clock
) -> None:
    token, started = await begin(store, clock)
    renewed_token, renewed = await store.renew(started, epoch=1, now=clock.now)
    assert await store.find(token, now=clock.now) is None
    found = await store.find(renewed_token, now=clock.now)
    assert found == renewed
    assert (renewed.public_id, renewed.csrf_token) == (started.public_id, started.csrf_token)
    assert (renewed.epoch, renewed.created_at) == (1, started.created_at)
    assert await store.list_of(DANA, epoch=0, now=clock.now) == []


async def test_the_eleventh_device_ends_the_session_used_longest_ago(
    store: SessionStore, clock: Clock
) -> None:
    tokens = []
    for _ in range(MOST_DEVICES):
        tokens.append((await begin(store, clock))[0])
        clock.move(seconds=61)
    oldest = await store.find(tokens[0], now=clock.now)
    assert oldest is not None
    await store.touch(oldest, now=clock.now)
    clock.move(seconds=1)
    tokens.append((await begin(store, clock))[0])
    alive = [await store.find(token, now=clock.now) is not None for token in tokens]
    assert alive == [True, False, *[True] * 9]
    assert len(await store.list_of(DANA, epoch=0, now=clock.now)) == MOST_DEVICES


async def test_thirty_logins_at_once_leave_ten_sessions(
    store: SessionStore, redis: Redis, clock: Clock
) -> None:
    await asyncio.gather(*(begin(store, clock) for _ in range(30)))
    assert len(await store.list_of(DANA, epoch=0, now=clock.now)) == MOST_DEVICES
    assert len(await redis.keys("session:*")) == MOST_DEVICES


async def test_ending_all_spares_one_and_other_people(store: SessionStore, clock: Clock) -> None:
    other = uuid4()
    mine, kept = await begin(store, clock)
    gone, _ = await begin(store, clock)
    theirs, _ = await begin(store, clock, user_id=other)
    await store.end_all(DANA, but=kept)
    assert await store.find(mine, now=clock.now)
    assert await store.find(gone, now=clock.now) is None
    assert await store.find(theirs, now=clock.now)
    await store.end_all(DANA)
    assert await store.find(mine, now=clock.now) is None


async def test_the_list_leaves_out_dead_sessions(store: SessionStore, clock: Clock) -> None:
    await begin(store, clock)
    clock.move(minutes=20)
    _, second = await begin(store, clock)
    clock.move(minutes=15)
    assert await store.list_of(DANA, epoch=0, now=clock.now) == [second]


async def test_a_redis_that_hangs_is_given_up_soon(
    hanging_redis: Redis, settings: Settings, clock: Clock
) -> None:
    store = SessionStore(hanging_redis, settings.secret_key)
    begun = time.perf_counter()
    with pytest.raises(SessionsUnavailable):
        await store.find("token", now=clock.now)
    # A busy machine may add to the wait; redis-py alone would take seconds.
    assert time.perf_counter() - begun < 1.5
