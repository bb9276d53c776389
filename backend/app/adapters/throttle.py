"""How often somebody may fail, counted where every process sees it."""

import hmac
import ipaddress
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from pydantic import SecretStr
from redis.asyncio import Redis

from app.adapters.sessions import patient_redis
from app.domain.errors import RateLimitedError

MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
ADDRESS_A_MINUTE: Final = 5
ACCOUNT_A_MINUTE: Final = 10
ACCOUNT_A_DAY: Final = 100
# A stolen session must not become a way to guess the password behind it.
PASSWORD_A_MINUTE: Final = 5
# An office behind one address may open many good links; only wrong ones count in the end.
LINKS_A_MINUTE: Final = 30

DEVICE_BYTES: Final = 32
DEVICE_REMEMBERED: Final = timedelta(days=180)
_UNITS: Final = (("seconds", 1), ("minutes", 60), ("hours", 3600))
_MANY: Final = 120
# Whoever has one IPv6 address usually has all that share its first half.
IPV6_PREFIX: Final = 64


class TooManyAttempts(RateLimitedError):
    """Too many tries: wait a little before the next."""

    code = "too_many_attempts"


@dataclass(frozen=True, slots=True)
class Bucket:
    """At most ``most`` failures under ``key`` in any span of ``window``."""

    key: str
    most: int
    window: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """One try that counts as failed until it is refunded."""

    member: str
    keys: tuple[str, ...]
    tries_left: int


# Keys: what the device is known for, then a bucket each: first those of a known device, then those
# of strangers. Looking and counting are one step: of a hundred tries at once, no more get in than
# of a hundred in a row.
_RESERVE: Final = """
local now, member, account = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local first, last = 2 + tonumber(ARGV[4]), #KEYS
if tonumber(ARGV[4]) > 0 and redis.call('SISMEMBER', KEYS[1], account) == 1 then
  first, last = 2, 1 + tonumber(ARGV[4])
end
local wait, left = 0, nil
for at = first, last do
  local most, window = tonumber(ARGV[1 + 2 * at]), tonumber(ARGV[2 + 2 * at])
  redis.call('ZREMRANGEBYSCORE', KEYS[at], '-inf', now - window)
  local count = redis.call('ZCARD', KEYS[at])
  if count >= most then
    local oldest = redis.call('ZRANGE', KEYS[at], count - most, count - most, 'WITHSCORES')
    wait = math.max(wait, tonumber(oldest[2]) + window - now)
  end
  left = math.min(left or most, most - count - 1)
end
if wait > 0 then
  return {0, math.ceil(wait), first, last}
end
for at = first, last do
  redis.call('ZADD', KEYS[at], now, member)
  redis.call('PEXPIRE', KEYS[at], ARGV[2 + 2 * at])
end
return {1, left, first, last}
"""

_REFUND: Final = """
for _, key in ipairs(KEYS) do
  redis.call('ZREM', key, ARGV[1])
end
return 1
"""

# A device keeps its token as long as it is known for somebody; else it gets the new one.
_REMEMBER: Final = """
local key = KEYS[2]
if redis.call('EXISTS', KEYS[1]) == 1 then
  key = KEYS[1]
end
redis.call('SADD', key, ARGV[1])
redis.call('PEXPIRE', key, ARGV[2])
return key == KEYS[1] and 1 or 0
"""


class Throttle:
    """Counts failed tries by address, account and device, and never locks anybody out for good.

    Every method raises ``SessionsUnavailable`` when Redis does not answer: nobody is let in then.
    """

    def __init__(self, redis: Redis, secret: SecretStr) -> None:
        """Count in ``redis``, under names that tell nothing without ``secret``."""
        self._redis: Final = redis
        self._secret: Final = secret.get_secret_value().encode()

    async def reserve_login(
        self, email: str, *, address: str, device_token: str | None, now: datetime
    ) -> Reservation:
        """Count one try to log in as failed, before the password is looked at.

        A device that this account has signed in from is counted by itself: strangers who guess at
        the account, even from the same address, cannot use up its tries.

        Raises:
            TooManyAttempts: with the seconds to wait.
        """
        account = self._name("account", _fold(email))
        device = self._name("device", device_token or "")
        known = [
            Bucket(f"throttle:device:{device}:{account}", ACCOUNT_A_MINUTE, MINUTE),
            Bucket(f"throttle:device-day:{device}:{account}", ACCOUNT_A_DAY, DAY),
        ]
        strangers = [
            Bucket(f"throttle:address:{_network(address)}", ADDRESS_A_MINUTE, MINUTE),
            Bucket(f"throttle:account:{account}", ACCOUNT_A_MINUTE, MINUTE),
            Bucket(f"throttle:account-day:{account}", ACCOUNT_A_DAY, DAY),
        ]
        return await self._reserve(
            strangers,
            known=known if device_token else (),
            device=device,
            account=account,
            now=now,
        )

    async def reserve_password(self, user_id: object, *, now: datetime) -> Reservation:
        """Count one try of a logged-in person to name their current password as failed.

        Raises:
            TooManyAttempts: with the seconds to wait.
        """
        return await self._reserve(
            [Bucket(f"throttle:password:{user_id}", PASSWORD_A_MINUTE, MINUTE)], now=now
        )

    async def reserve_link(self, *, address: str, now: datetime) -> Reservation:
        """Count one try to open a customer's link as failed, before it is looked up.

        Raises:
            TooManyAttempts: with the seconds to wait.
        """
        return await self._reserve(
            [Bucket(f"throttle:link:{_network(address)}", LINKS_A_MINUTE, MINUTE)], now=now
        )

    async def refund(self, reservation: Reservation) -> None:
        """Forget a try: it did not fail."""
        async with patient_redis():
            await self._redis.eval(
                _REFUND, len(reservation.keys), *reservation.keys, reservation.member
            )

    async def remember_device(self, device_token: str | None, email: str) -> str:
        """Note that the account signs in from this device, and return the device's token."""
        fresh = secrets.token_urlsafe(DEVICE_BYTES)
        async with patient_redis():
            kept = await self._redis.eval(
                _REMEMBER,
                2,
                f"device:{self._name('device', device_token or '')}",
                f"device:{self._name('device', fresh)}",
                self._name("account", _fold(email)),
                str(DEVICE_REMEMBERED // timedelta(milliseconds=1)),
            )
        return device_token if device_token and kept else fresh

    async def _reserve(
        self,
        buckets: Sequence[Bucket],
        *,
        known: Sequence[Bucket] = (),
        device: str = "",
        account: str = "",
        now: datetime,
    ) -> Reservation:
        every = [*known, *buckets]
        member = secrets.token_hex(16)
        arguments: list[str] = []
        for bucket in every:
            arguments += [str(bucket.most), str(bucket.window // timedelta(milliseconds=1))]
        async with patient_redis():
            allowed, figure, first, last = cast(
                list[int],
                await self._redis.eval(
                    _RESERVE,
                    1 + len(every),
                    f"device:{device}",
                    *(bucket.key for bucket in every),
                    str(round(now.timestamp() * 1000)),
                    member,
                    account,
                    str(len(known)),
                    *arguments,
                ),
            )
        if not allowed:
            seconds = max(1, -(-figure // 1000))
            raise TooManyAttempts(
                f"Too many tries: wait {_spoken(seconds)} and try again.", seconds
            )
        chosen = every[first - 2 : last - 1]
        return Reservation(
            member=member, keys=tuple(bucket.key for bucket in chosen), tries_left=figure
        )

    def _name(self, kind: str, value: str) -> str:
        return hmac.digest(self._secret, f"{kind}:{value}".encode(), "sha256").hex()


def _fold(email: str) -> str:
    return unicodedata.normalize("NFKC", email).casefold().strip()


def _network(address: str) -> str:
    """Return the address, or the network that one IPv6 customer holds."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))


def _spoken(seconds: int) -> str:
    """Say how long to wait in the unit that keeps the figure small."""
    unit, size = next(
        (unit, size) for unit, size in _UNITS if seconds < _MANY * size or unit == "hours"
    )
    return f"{-(-seconds // size)} {unit}"
