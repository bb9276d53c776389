"""The command line: ``forge users``, ``quotes``, ``audit``, ``archive`` and ``seed``."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.adapters.passwords import is_common
from app.config import Settings, settings_problem
from app.db import why_not_started
from app.domain.actor import SystemActor
from app.domain.errors import AppError
from app.domain.passwords import require_good_password
from app.domain.permissions import Role
from app.jobs.archives import storage_of
from app.logs import configure_logs
from app.schemas.base import Email, Line
from app.seeds.demo import load_demo_shop
from app.seeds.reference import load_reference_data
from app.services import archives, audit, users
from app.services.quotes import replaying
from app.services.settings import open_shop
from app.state import AppState, open_state

type Command = Callable[[AppState, argparse.Namespace], Awaitable[str]]


async def create_admin(state: AppState, arguments: argparse.Namespace) -> str:
    """Add an administrator; the password comes from the terminal or from standard input."""
    email = TypeAdapter(Email).validate_python(arguments.email)
    name = TypeAdapter(Line).validate_python(arguments.name)
    password = await asyncio.to_thread(read_password)
    shop = (await state.shop_board.look(state.reader)).profile.name
    require_good_password(
        password, field="password", about=(shop, name, email), is_common=is_common
    )
    password_hash = await state.passwords.hash(password)
    async with state.async_session_factory.begin() as session:
        await users.create_user(
            session,
            SystemActor(name="The command line"),
            email=email,
            name=name,
            role=Role.ADMIN,
            password_hash=password_hash,
            now=state.clock(),
        )
    return f"{name} can now sign in as {email}."


async def seed_reference(state: AppState, _arguments: argparse.Namespace) -> str:
    """Load what every shop starts with; where it is loaded already, nothing changes."""
    async with state.async_session_factory.begin() as session:
        loaded = await load_reference_data(session, now=state.clock())
    return "The rate book is loaded." if loaded else "The rate book was loaded before."


async def seed_demo(state: AppState, _arguments: argparse.Namespace) -> str:
    """Open a demo shop to try; where it is open already, nothing changes."""
    opened = await load_demo_shop(state, now=state.clock())
    return "The demo shop is open." if opened else "The demo shop was open before."


async def replay_quotes(state: AppState, arguments: argparse.Namespace) -> str:
    """Compute sent revisions again; a difference of a cent is a failure."""
    async with state.async_session_factory.begin() as session:
        found = await replaying.replay_revisions(session, arguments.numbers, books=state.rate_books)
    checked = f"{found.checked:,} sent revision{'' if found.checked == 1 else 's'}"
    if found.differing:
        summary = f"{len(found.differing):,} of {checked} came out otherwise."
        raise replaying.ReplayDiffers("\n".join([*found.sentences, summary]))
    return f"{checked} computed again: the same to the cent."


async def archive_everything(state: AppState, arguments: argparse.Namespace) -> str:
    """Write everything into one ZIP, with a manifest of its hashes."""
    target: Path = arguments.file.resolve()

    async def tell(_done: int, _total: int) -> None:
        """Nobody watches a command."""

    made = await archives.write_archive(
        state.async_session_factory,
        storage_of(state),
        target,
        by="The command line",
        now=state.clock(),
        tell=tell,
    )
    missing = "".join(f"\nLeft out: {sentence}" for sentence in made.missing)
    size = f"{made.finished.size:,} bytes"
    return f"{target} holds everything: {size}, SHA-256 {made.finished.sha256}.{missing}"


async def verify_audit(state: AppState, arguments: argparse.Namespace) -> str:
    """Say whether the audit log is what was written, and where its chain ends."""
    async with state.async_session_factory.begin() as session:
        end = await audit.verify_chain(session, arguments.since)
    return (
        f"The audit log is whole: {end.position:,} entries. Keep this line elsewhere, and give it "
        f"as --since next time:\n{end.position}:{end.hash}"
    )


def read_anchor(words: str) -> audit.Anchor:
    """Read an anchor as an earlier verification printed it."""
    position, _, found = words.partition(":")
    return audit.Anchor(int(position), found)


def read_password() -> str:
    """Return a password that never stood among a command's words, where others could read it."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().removesuffix("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != password:
        sys.exit("The two passwords differ: nothing was changed.")
    return password


def parse(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command and its arguments; ends the process with a hint where there are none."""
    parser = argparse.ArgumentParser(prog="forge", description="PatriotForge's command line.")
    rooms = parser.add_subparsers(required=True, metavar="users|quotes|audit|archive|seed")

    people = rooms.add_parser("users", help="the people who may sign in").add_subparsers(
        required=True, metavar="create-admin"
    )
    admin = people.add_parser("create-admin", help="add an administrator to a new shop")
    admin.add_argument("--email", required=True)
    admin.add_argument("--name", required=True)
    admin.set_defaults(command=create_admin)

    log = rooms.add_parser("audit", help="the log of all changes").add_subparsers(
        required=True, metavar="verify"
    )
    verify = log.add_parser("verify", help="name the first entry that is not what was written")
    verify.add_argument(
        "--since", type=read_anchor, metavar="PLACE:HASH", help="what an earlier check printed"
    )
    verify.set_defaults(command=verify_audit)

    archive = rooms.add_parser("archive", help="everything as one ZIP, without secrets")
    archive.add_argument("file", type=Path, metavar="FILE", help="where the ZIP is to lie")
    archive.set_defaults(command=archive_everything)

    seeds = rooms.add_parser("seed", help="data to start with").add_subparsers(
        required=True, metavar="reference|demo"
    )
    reference = seeds.add_parser("reference", help="the rate book that every shop starts with")
    reference.set_defaults(command=seed_reference)
    demo = seeds.add_parser("demo", help="a shop to try, with people, customers and quotes")
    demo.set_defaults(command=seed_demo)

    quotes = rooms.add_parser("quotes", help="what was quoted").add_subparsers(
        required=True, metavar="replay"
    )
    replay = quotes.add_parser(
        "replay", help="compute sent revisions again and compare them to the cent"
    )
    replay.add_argument("numbers", nargs="*", metavar="NUMBER", help="12345Q; all if none is named")
    replay.set_defaults(command=replay_quotes)
    return parser.parse_args(words)


async def run(settings: Settings, arguments: argparse.Namespace) -> str:
    """Run the command on open state and return what there is to say."""
    command: Command = arguments.command
    async with open_state(settings) as state:
        await open_shop(state)
        return await command(state, arguments)


def main() -> None:
    """Run one command; whatever goes wrong is one sentence and a code that is not 0."""
    arguments = parse()
    try:
        settings = Settings()
    except ValidationError as error:
        sys.exit(settings_problem(error))
    configure_logs(settings.environment)
    try:
        print(asyncio.run(run(settings, arguments)))
    except ValidationError as error:
        sys.exit("\n".join(problem["msg"] for problem in error.errors(include_input=False)))
    except AppError as error:
        sys.exit(error.message)
    except Exception as error:
        sentence = why_not_started(error)
        if sentence is None:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
