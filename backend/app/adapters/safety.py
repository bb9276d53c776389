"""What a production process asks of its database and its disk before it serves anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text

from app.db import Reader, UnsafeToStartError

# Nobody can own an address under this ending (RFC 2606): who has one came with a demo shop.
DEMO_ADDRESSES: Final = "%.example"

_FACTS: Final = text(r"""
  WITH ours AS (
    SELECT c.oid, c.relowner FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname LIKE 'forge\_%' AND c.relname NOT LIKE 'forge\_pgqueuer%'
  )
  SELECT current_user AS role,
    (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
    EXISTS (SELECT FROM ours WHERE pg_has_role(current_user, relowner, 'USAGE')) AS owner,
    EXISTS (SELECT FROM ours WHERE has_table_privilege(oid, 'DELETE, TRUNCATE')) AS may_delete,
    current_setting('fsync') <> 'off' AS fsync,
    current_setting('synchronous_commit') <> 'off' AS synchronous_commit,
    (SELECT min(email) FROM forge_users
      WHERE is_active AND deleted_at IS NULL AND email LIKE :demo) AS demo_user
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFacts:
    """What decides whether a shop's quotes may be trusted to this connection."""

    role: str
    superuser: bool
    owner: bool
    may_delete: bool
    fsync: bool
    synchronous_commit: bool
    demo_user: str | None

    def problems(self) -> Iterator[str]:
        """Yield, in one sentence each, what must never serve a shop."""
        if self.superuser:
            yield f"The database role {self.role} is a superuser: connect as forge_app."
        elif self.owner:
            yield f"The database role {self.role} owns the tables: connect as forge_app."
        elif self.may_delete:
            yield (
                f"The database role {self.role} may delete rows: run infra/postgres/grants.sql, "
                "or connect as forge_app."
            )
        if not self.fsync:
            yield "PostgreSQL runs with fsync off: a power cut would lose quotes; turn it on."
        if not self.synchronous_commit:
            yield (
                "PostgreSQL runs with synchronous_commit off: a crash would lose the newest "
                "quotes; turn it on."
            )
        if self.demo_user is not None:
            yield (
                f"The demo user {self.demo_user} can sign in, with a password that anybody may "
                "read: give production a database of its own."
            )


async def read_database_facts(reader: Reader) -> DatabaseFacts:
    """Return what this connection may do, and how lasting what it writes is."""
    row = await reader.first(_FACTS, {"demo": DEMO_ADDRESSES})
    if row is None:
        message = "the database told nothing of itself"
        raise RuntimeError(message)
    return DatabaseFacts(**row._asdict())


async def refuse_unsafe_database(reader: Reader) -> None:
    """Pass if a shop's quotes may be trusted to this database.

    Raises:
        UnsafeToStartError: they may not; the sentence says what to do.
    """
    problem = next((await read_database_facts(reader)).problems(), None)
    if problem is not None:
        raise UnsafeToStartError(problem)
