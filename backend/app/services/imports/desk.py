"""What every step of an import shares: the kinds, who may see it, how it is held."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, NotFoundError, PreconditionFailedError, ValidationError
from app.domain.imports.columns import ImportField
from app.domain.permissions import Permission
from app.models.imports import Import
from app.repositories import imports as kept
from app.services.imports.customers import ContactImport, CustomerImport
from app.services.imports.kinds import Kind
from app.services.imports.quotes import QuoteImport

_ALL: Final[Sequence[Kind]] = (CustomerImport(), ContactImport(), QuoteImport())
KINDS: Final[Mapping[str, Kind]] = {kind.name: kind for kind in _ALL}
ENTITY: Final = "import"
# Columns are remembered and shown by their headers: one without any is called by its letter.
LETTERS: Final = 26


class ImportNotFound(NotFoundError):
    """There is no such import, or it is not yours to see."""

    code = "import_not_found"


class StaleImport(PreconditionFailedError):
    """This import went on meanwhile: look at how it stands now."""

    code = "import_changed"


class ImportOver(ConflictError):
    """This import is over: upload the file again to begin a new one."""

    code = "import_over"


class ImportNotReady(ConflictError):
    """Check the file first: nothing is imported that nobody has looked at."""

    code = "import_not_ready"


class ImportHasProblems(ConflictError):
    """Some cells need attention: mend them in the file and upload it again."""

    code = "import_has_problems"


class ImportRepeated(ConflictError):
    """This very file was imported before: skip or update what is in the book."""

    code = "import_repeated"


class WrongMapping(ValidationError):
    """These columns cannot be used like that; ``details`` say which."""

    code = "wrong_mapping"


def kind_of(actor: Actor, name: str) -> Kind:
    """Return a kind that the actor may import.

    Raises:
        PermissionDenied: the role may not write what the kind holds.
    """
    kind = KINDS[name]
    actor.require(kind.permission)
    return kind


async def find_import(
    session: Session, actor: Actor, import_id: UUID, *, lock: bool = False
) -> Import:
    """Return an import of the actor's own, or anybody's for those who read the audit log.

    Raises:
        ImportNotFound: there is none, or it is not the actor's to see.
        PermissionDenied: the role imports nothing of its kind any more.
    """
    found = await kept.imports.find(session, import_id, lock=lock)
    mine = found is not None and found.created_by == actor.user_id
    if found is None or not (mine or actor.can(Permission.READ_AUDIT)):
        raise ImportNotFound(ImportNotFound.__doc__ or "")
    kind_of(actor, found.kind)
    return found


async def hold_import(session: Session, actor: Actor, import_id: UUID, *, version: int) -> Import:
    """Return the import for its next step, held until the transaction ends.

    Raises:
        ImportNotFound: there is none, or it is not the actor's to see.
        StaleImport: it took a step since ``version``.
    """
    found = await find_import(session, actor, import_id, lock=True)
    if found.version != version:
        raise StaleImport(StaleImport.__doc__ or "", {"state": found.state})
    return found


def check_mapping(
    mapping: Sequence[str | None], header: Sequence[str], fields: Sequence[ImportField]
) -> None:
    """Pass if every column fills a field of its own, and every required field has a column.

    Raises:
        WrongMapping: it does not.
    """
    names = {field.name: field for field in fields}
    problems: list[tuple[int | None, str]] = []
    if len(mapping) != len(header):
        problems.append((None, f"Say for each of the {len(header)} columns what it fills."))
    seen: dict[str, str] = {}
    for place, name in enumerate(mapping[: len(header)]):
        if name is None:
            continue
        if name not in names:
            problems.append((place, "There is no such field: choose another."))
        elif name in seen:
            label = names[name].label
            problems.append((place, f"{label} is filled by {seen[name]} already."))
        else:
            seen[name] = header[place]
    problems += [
        (None, f"Choose the column that fills {field.label}.")
        for field in fields
        if field.required and field.name not in seen
    ]
    if problems:
        raise WrongMapping(
            problems[0][1],
            {
                "fields": [
                    {
                        "path": ["mapping"] if place is None else ["mapping", place],
                        "message": message,
                    }
                    for place, message in problems
                ]
            },
        )


def header_of(cells: Sequence[str], width: int) -> list[str]:
    """Return a name for each column; those without one are called as a spreadsheet calls them."""
    named = [*cells, *[""] * (width - len(cells))]
    return [cell or f"Column {_letters(place)}" for place, cell in enumerate(named)]


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
