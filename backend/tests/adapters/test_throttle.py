import asyncio

import pytest
from redis.asyncio import Redis

from app.adapters.throttle import Reservation, Throttle, TooManyAttempts
from app.config import Settings
from tests.conftest import Clock

DANA = "dana@shop.example"


@pytest.fixture
def throttle(redis: Redis, settings: Settings) -> Throttle:
    return Throttle(redis, settings.secret_key)


class Tries:
    """Tries to log in, as some device at some address."""

    def __init__(self, throttle: Throttle, clock: Clock) -> None:
        self.throttle, self.clock = throttle, clock

    async def once(
        self, email: str = DANA, address: str = "192.0.2.7", device: str | None = None
    ) -> Reservation:
        return await self.throttle.reserve_login(
            email, address=address, device_token=device, now=self.clock.now
        )

    async def many(self, count: int, email: str = DANA, address: str = "192.0.2.7") -> int:
        """Return how many of them were let through, from ``address`` or a new one each."""
        answers = await asyncio.gather(
            *(self.once(email, address.format(number)) for number in range(count)),
            return_exceptions=True,
        )
        for answer in answers:
            assert isinstance(answer, Reservation | TooManyAttempts), answer
        return sum(isinstance(answer, Reservation) for answer in answers)


@pytest.fixture
def tries(throttle: Throttle, clock: Clock) -> Tries:
    return Tries(throttle, clock)


async def test_an_address_may_fail_five_times_a_minute(tries: Tries, clock: Clock) -> None:
    left = [(await tries.once(f"{number}@shop.example")).tries_left for number in range(5)]
    assert left == [4, 3, 2, 1, 0]
    clock.move(seconds=40)
    with pytest.raises(TooManyAttempts) as refused:
        await tries.once("6@shop.example")
    assert refused.value.retry_after == 20
    assert "20 seconds" in refused.value.message
    await tries.once("7@shop.example", "198.51.100.1")
    clock.move(seconds=20)
    await tries.once("8@shop.example")


async def test_an_account_may_fail_ten_times_a_minute_from_anywhere(
    tries: Tries, clock: Clock
) -> None:
    assert await tries.many(12, address="203.0.113.{}") == 10
    clock.move(seconds=61)
    assert await tries.many(12, address="203.0.113.{}") == 10


async def test_an_account_may_fail_a_hundred_times_a_day(tries: Tries, clock: Clock) -> None:
    let_through = 0
    for minute in range(12):
        let_through += await tries.many(10, address=f"10.{minute}.0.{{}}")
        clock.move(minutes=2)
    assert let_through == 100
    with pytest.raises(TooManyAttempts) as refused:
        await tries.once(address="10.99.0.1")
    assert "hours" in refused.value.message
    clock.move(days=1)
    await tries.once(address="10.99.0.1")


async def test_a_refused_try_does_not_make_the_wait_longer(tries: Tries, clock: Clock) -> None:
    assert await tries.many(5) == 5
    for _ in range(6):
        clock.move(seconds=10)
        await tries.many(3)
    assert (await tries.once()).tries_left >= 0


async def test_a_burst_at_once_gets_no_further_than_the_same_in_a_row(tries: Tries) -> None:
    assert await tries.many(30) == 5
    assert await tries.many(30, "max@shop.example", "203.0.113.{}") == 10


async def test_a_try_that_succeeded_is_forgotten(tries: Tries, throttle: Throttle) -> None:
    for _ in range(30):
        await throttle.refund(await tries.once())
    assert (await tries.once()).tries_left == 4


async def test_all_spellings_of_an_address_are_one_account(tries: Tries) -> None:
    spellings = (
        "DANA@shop.example",
        "Dana@Shop.Example",
        "dana@shop.example",
        "ＤＡＮＡ@shop.example",
    )
    for number in range(10):
        await tries.once(spellings[number % 4], f"203.0.113.{number}")
    with pytest.raises(TooManyAttempts):
        await tries.once(address="203.0.113.99")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("", "unix", True),
    ],
)
async def test_one_customers_ipv6_network_is_one_address(
    tries: Tries, first: str, second: str, same: bool
) -> None:
    for number in range(5):
        await tries.once(f"{number}@shop.example", first)
    if same:
        with pytest.raises(TooManyAttempts):
            await tries.once("x@shop.example", second)
    else:
        await tries.once("x@shop.example", second)


async def test_strangers_cannot_use_up_the_tries_of_a_known_device(
    tries: Tries, throttle: Throttle, clock: Clock
) -> None:
    device = await throttle.remember_device(None, DANA)
    assert await tries.many(20) == 5
    assert await tries.many(20, address="203.0.113.{}") == 5
    assert (await tries.once(device=device)).tries_left == 9
    for _ in range(9):
        await tries.once(device=device)
    with pytest.raises(TooManyAttempts):
        await tries.once(device=device)
    clock.move(seconds=61)
    await tries.once(device=device)


async def test_a_device_is_known_for_the_accounts_that_signed_in_from_it(
    tries: Tries, throttle: Throttle
) -> None:
    device = await throttle.remember_device(None, DANA)
    assert await throttle.remember_device(device, "max@shop.example") == device
    await tries.many(20)
    assert (await tries.once("max@shop.example", device=device)).tries_left == 9
    for stranger in ("eve@shop.example", "other@shop.example"):
        with pytest.raises(TooManyAttempts):
            await tries.once(stranger, device=device)


async def test_an_invented_device_is_a_stranger(tries: Tries, throttle: Throttle) -> None:
    await tries.many(20)
    for invented in ("x", "", "a" * 43):
        with pytest.raises(TooManyAttempts):
            await tries.once(device=invented)
        assert await throttle.remember_device(invented, DANA) != invented


async def test_redis_learns_no_mail_address(tries: Tries, throttle: Throttle, redis: Redis) -> None:
    await tries.once()
    await throttle.remember_device(None, DANA)
    for key in await redis.keys("*"):
        assert b"dana" not in key
