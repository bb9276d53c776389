"""Password hashes: Argon2id behind a pepper, one at a time, and never a queue without end."""

import asyncio
import base64
import hmac
import unicodedata
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Final, Self

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

from app.config import Settings
from app.domain.errors import UnavailableError

SALT_BYTES: Final = 16
HASH_BYTES: Final = 32
# memory in KiB, passes
STRONG: Final = (64 * 1024, 3)
CHEAPEST: Final = (8, 1)

# One hash at a time takes one core at most; whoever would wait behind sixteen others is told so.
THREADS: Final = 1
LONGEST_QUEUE: Final = 16

# Hexadecimal digits of a SHA-256 that stand in the list of common passwords.
COMMON_PREFIX: Final = 10


class HashingBusy(UnavailableError):
    """Too many people are signing in at this moment: try again in a few seconds."""

    code = "busy"


class PasswordHasher:
    """Hashes and verifies passwords in a thread of its own.

    A stored hash is ``<key id>:<encoded Argon2id>``: the key id names the pepper, so that a new
    pepper can be introduced while old hashes still verify; they are renewed at the next login.
    """

    def __init__(
        self, *, peppers: Mapping[str, bytes], pepper_id: str, memory_kib: int, passes: int
    ) -> None:
        """Hash with ``peppers[pepper_id]``; verify with whichever pepper a hash names."""
        self._peppers: Final = dict(peppers)
        self._pepper_id: Final = pepper_id
        self._argon2: Final = argon2.PasswordHasher(
            time_cost=passes,
            memory_cost=memory_kib,
            parallelism=1,
            hash_len=HASH_BYTES,
            salt_len=SALT_BYTES,
            type=argon2.Type.ID,
        )
        # Nobody's hash: checking against it costs what checking a real one costs, and never fits.
        self._nobody: Final = (
            f"{pepper_id}:$argon2id$v=19$m={memory_kib},t={passes},p=1"
            f"${_unpadded(bytes(SALT_BYTES))}${_unpadded(bytes(HASH_BYTES))}"
        )
        self._threads: Final = ThreadPoolExecutor(THREADS, thread_name_prefix="argon2")
        self._waiting = 0

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """Return the hasher of the settings' profile and pepper."""
        memory_kib, passes = STRONG if settings.password_profile == "strong" else CHEAPEST  # noqa: S105 - a profile
        return cls(
            peppers={
                settings.password_pepper_id: settings.password_pepper.get_secret_value().encode()
            },
            pepper_id=settings.password_pepper_id,
            memory_kib=memory_kib,
            passes=passes,
        )

    async def hash(self, password: str) -> str:
        """Return a new hash of the password.

        Raises:
            HashingBusy: too many others wait already.
        """
        return await self._in_thread(lambda: self._hash(password))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password fits; None stands for a person who has no hash and costs the same.

        Raises:
            HashingBusy: too many others wait already.
        """
        return await self._in_thread(lambda: self._verify(password_hash or self._nobody, password))

    def needs_rehash(self, password_hash: str) -> bool:
        """Whether the hash was made with another pepper or other parameters than today's."""
        pepper_id, _, encoded = password_hash.partition(":")
        return pepper_id != self._pepper_id or self._argon2.check_needs_rehash(encoded)

    def close(self) -> None:
        """Let the running hash end and drop those that wait."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _hash(self, password: str) -> str:
        peppered = _pepper(self._peppers[self._pepper_id], password)
        return f"{self._pepper_id}:{self._argon2.hash(peppered)}"

    def _verify(self, password_hash: str, password: str) -> bool:
        pepper_id, _, encoded = password_hash.partition(":")
        pepper = self._peppers.get(pepper_id)
        if pepper is None:
            return False
        try:
            return self._argon2.verify(encoded, _pepper(pepper, password))
        except (VerificationError, InvalidHashError):
            return False

    async def _in_thread[Result](self, work: Callable[[], Result]) -> Result:
        if self._waiting >= THREADS + LONGEST_QUEUE:
            raise HashingBusy(HashingBusy.__doc__ or "")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


def is_common(password: str) -> bool:
    """Whether the password, or what its look-alike digits stand for, is guessed before others."""
    folded = password.casefold()
    return any(
        sha256(spelling.encode()).hexdigest()[:COMMON_PREFIX] in _COMMON
        for spelling in (folded, folded.translate(_LOOK_ALIKES))
    )


def _pepper(key: bytes, password: str) -> bytes:
    # One person's "é" is one code point, another keyboard's is two: both are the same password.
    return hmac.digest(key, unicodedata.normalize("NFC", password).encode(), "sha256")


def _unpadded(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


_LOOK_ALIKES: Final = str.maketrans("@$013457", "asoieast")
# Prefixes of hashes, so that the list itself teaches nobody a password.
_COMMON: Final = frozenset(
    Path(__file__).with_name("common_passwords.txt").read_text("ascii").split()
)
