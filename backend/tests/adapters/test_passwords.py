import asyncio
import time
import unicodedata
from collections.abc import Iterator
from statistics import median

import pytest

from app.adapters.passwords import LONGEST_QUEUE, HashingBusy, PasswordHasher
from app.config import Settings

PEPPERS = {"1": b"one pepper", "2": b"another pepper"}


def cheap_hasher(pepper_id: str = "1", *, passes: int = 1) -> PasswordHasher:
    return PasswordHasher(peppers=PEPPERS, pepper_id=pepper_id, memory_kib=8, passes=passes)


@pytest.fixture
def strong(settings: Settings) -> Iterator[PasswordHasher]:
    hasher = PasswordHasher.from_settings(
        settings.model_copy(update={"password_profile": "strong"})
    )
    yield hasher
    hasher.close()


async def test_a_password_fits_its_own_hash_only(passwords: PasswordHasher) -> None:
    made = await passwords.hash("blue kettle sings")
    assert await passwords.verify(made, "blue kettle sings")
    assert not await passwords.verify(made, "blue kettle sing")
    assert await passwords.hash("blue kettle sings") != made


async def test_nothing_fits_a_person_without_a_hash(passwords: PasswordHasher) -> None:
    assert not await passwords.verify(None, "")
    assert not await passwords.verify(None, "blue kettle sings")


async def test_the_two_ways_to_type_an_accent_are_one_password(passwords: PasswordHasher) -> None:
    made = await passwords.hash(unicodedata.normalize("NFC", "zwölf Kännchen é"))
    assert await passwords.verify(made, unicodedata.normalize("NFD", "zwölf Kännchen é"))


async def test_the_strong_profile_is_the_one_of_the_design(strong: PasswordHasher) -> None:
    made = await strong.hash("blue kettle sings")
    key_id, parameters, salt, digest = made.rsplit("$", 3)[0:1] + made.rsplit("$", 3)[1:]
    assert key_id == "1:$argon2id$v=19"
    assert parameters == "m=65536,t=3,p=1"
    assert (len(salt) * 3 // 4, len(digest) * 3 // 4) == (16, 32)


async def test_an_unknown_person_costs_what_a_known_one_costs(strong: PasswordHasher) -> None:
    made = await strong.hash("blue kettle sings")

    async def cost(password_hash: str | None) -> float:
        # The work itself: what else the machine does at this moment does not count.
        begun = time.process_time()
        await strong.verify(password_hash, "something else")
        return time.process_time() - begun

    known = [await cost(made) for _ in range(3)]
    unknown = [await cost(None) for _ in range(3)]
    assert 0.5 < median(unknown) / median(known) < 2


async def test_a_hash_needs_its_own_pepper() -> None:
    old, new, foreign = (
        cheap_hasher("1"),
        cheap_hasher("2"),
        PasswordHasher(peppers={"2": b"foreign"}, pepper_id="2", memory_kib=8, passes=1),
    )
    made = await old.hash("blue kettle sings")
    assert await new.verify(made, "blue kettle sings")
    assert not await foreign.verify(made, "blue kettle sings")
    assert not await foreign.verify(made.replace("1:", "2:", 1), "blue kettle sings")
    for hasher in (old, new, foreign):
        hasher.close()


async def test_a_hash_of_another_pepper_or_cost_is_made_anew() -> None:
    old = cheap_hasher("1")
    made = await old.hash("blue kettle sings")
    assert not old.needs_rehash(made)
    for other in (cheap_hasher("2"), cheap_hasher("1", passes=2)):
        assert other.needs_rehash(made)
        assert await other.verify(made, "blue kettle sings")
        other.close()
    old.close()


async def test_a_damaged_hash_fits_nothing(passwords: PasswordHasher) -> None:
    for damaged in ("1:nonsense", "nonsense", "1:$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"):
        assert not await passwords.verify(damaged, "blue kettle sings")


async def test_sixteen_may_wait_and_the_next_is_told_to_come_back() -> None:
    slow = PasswordHasher(peppers=PEPPERS, pepper_id="1", memory_kib=4096, passes=2)
    tries = [asyncio.create_task(slow.verify(None, "x")) for _ in range(LONGEST_QUEUE + 4)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, HashingBusy)]
    assert len(refused) == 3
    assert answers.count(False) == LONGEST_QUEUE + 1
    assert refused[0].retry_after > 0
    assert await slow.verify(None, "x") is False
    slow.close()
