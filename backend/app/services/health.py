"""Whether this process can serve."""

from app.adapters.sessions import SessionStore
from app.db import Reader, SchemaNotAtHeadError, ensure_schema_at_head
from app.domain.errors import UnavailableError


class NotReady(UnavailableError):
    """Not ready to serve: try again in a moment."""

    code = "not_ready"


async def check_readiness(reader: Reader, store: SessionStore, *, leaving: bool) -> None:
    """Pass if PostgreSQL and Redis answer and the schema is the one that this code needs.

    Raises:
        NotReady: the schema is another, or the process was asked to stop.
        SessionsUnavailable: Redis does not answer.
    """
    if leaving:
        raise NotReady(NotReady.__doc__ or "")
    try:
        await ensure_schema_at_head(reader)
    except SchemaNotAtHeadError as error:
        raise NotReady(NotReady.__doc__ or "") from error
    await store.check()
