"""A web process does not walk through what it has loaded, again and again."""

import gc
from collections.abc import Iterator

import pytest

from app.memory import FRESH_OBJECTS, keep_what_is_loaded


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_is_loaded_is_kept_and_new_rings_are_still_collected() -> None:
    loaded: list[object] = []
    loaded.append(loaded)
    keep_what_is_loaded()
    assert gc.is_tracked(loaded)
    assert not any(one is loaded for one in gc.get_objects())
    assert gc.get_threshold()[0] == FRESH_OBJECTS

    for _ in range(3):
        ring: list[object] = []
        ring.append(ring)
    del ring
    assert gc.collect() >= 3
