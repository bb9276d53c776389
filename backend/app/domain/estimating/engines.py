"""Every engine that ever priced a sent quote, by its version."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Protocol

from app.domain.errors import ValidationError
from app.domain.estimating.engine import ENGINE_VERSION, estimate
from app.domain.estimating.rates import RateBook
from app.domain.estimating.result import Estimate
from app.domain.estimating.spec import Specification


class Engine(Protocol):
    """How ``estimate`` is called."""

    def __call__(
        self,
        spec: Specification,
        quantities: Sequence[int],
        rates: RateBook,
        *,
        on: date,
        customer_level: str | None = None,
    ) -> Estimate:
        """Estimate a specification in each of the quantities."""
        ...


ENGINES: Final[Mapping[int, Engine]] = {1: estimate}
"""A change that would move a price gets the next version, beside the ones that sent quotes name."""


class UnknownEngine(ValidationError):
    """This program does not have the engine that priced this."""

    code = "unknown_engine"


def engine_of(version: int) -> Engine:
    """Give the engine of a version; raises ``UnknownEngine``."""
    engine = ENGINES.get(version)
    if engine is None:
        raise UnknownEngine(f"There is no engine {version}; the newest is {ENGINE_VERSION}.")
    return engine
