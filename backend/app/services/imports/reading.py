"""Reading imports: one, a page of them, the file with its marked cells, an empty sheet."""

from typing import Final
from uuid import UUID

from app.adapters.spreadsheets import write_marked, write_table
from app.db import Session
from app.domain.actor import Actor
from app.domain.imports.columns import Duplicates, ImportState
from app.domain.permissions import Permission
from app.models.imports import Import
from app.repositories import imports as kept
from app.schemas import imports as wire
from app.services.imports.desk import KINDS, ImportOver, find_import, kind_of

# As many as a person reads on a page; the marked file has the others.
SHOWN_PROBLEMS: Final = 200


async def get_import(session: Session, actor: Actor, import_id: UUID) -> wire.ImportResponse:
    """Return an import as it stands.

    Raises:
        ImportNotFound: there is none, or it is not the actor's to see.
    """
    return await present(session, await find_import(session, actor, import_id))


async def list_imports(session: Session, actor: Actor, query: wire.ImportQuery) -> wire.ImportPage:
    """Return a page of imports: one's own, or everybody's for those who read the audit log."""
    kinds = [kind for kind in KINDS.values() if actor.can(kind.permission)]
    if not kinds:
        actor.require(Permission.WRITE_CUSTOMERS)
    everybody = actor.can(Permission.READ_AUDIT)
    found, total = await kept.imports.list_page(
        session,
        kept.listing([kind.name for kind in kinds], None if everybody else actor.user_id),
        page=query.page,
        per_page=query.per_page,
    )
    names = await kept.names_of(session, {one.created_by for one in found})
    return wire.ImportPage(
        total=total,
        page=query.page,
        per_page=query.per_page,
        items=[wire.ImportSummary.model_validate(_summary(one, names)) for one in found],
    )


async def read_marked_file(session: Session, actor: Actor, import_id: UUID) -> tuple[bytes, str]:
    """Return the file as XLSX, its bad cells coloured, and a name for it.

    Raises:
        ImportNotFound: there is none, or it is not the actor's to see.
        ImportOver: its rows are gone, or were never checked.
    """
    found = await find_import(session, actor, import_id)
    rows = await kept.read_rows(session, found.id)
    if rows is None or found.report is None:
        raise ImportOver(ImportOver.__doc__ or "")
    marks: dict[int, dict[int, str]] = {}
    for one in found.report["problems"]:
        column = -1 if one["column"] is None else one["column"]
        marks.setdefault(one["row"], {})[column] = one["message"]
    stem = found.file_name.rpartition(".")[0] or found.file_name
    return write_marked(found.header, rows, marks), f"{stem} marked.xlsx"


def read_template(actor: Actor, kind_name: str) -> tuple[bytes, str]:
    """Return an empty sheet with the kind's columns and one example row, and a name for it.

    Raises:
        PermissionDenied: the role may not write what the kind holds.
    """
    kind = kind_of(actor, kind_name)
    labels, examples = zip(*((one.label, one.example) for one in kind.fields), strict=True)
    return write_table([labels, examples], "xlsx"), f"{kind_name}.xlsx"


async def present(session: Session, found: Import) -> wire.ImportResponse:
    """Return an import, whole."""
    names = await kept.names_of(session, {found.created_by})
    before = await kept.find_applied(session, found.kind, found.sha256)
    again = before is not None and before.id != found.id
    return wire.ImportResponse.model_validate(
        {
            **_summary(found, names),
            "size_bytes": found.size_bytes,
            "columns": [
                wire.FileColumn(
                    header=header,
                    field=found.mapping[place],
                    samples=[row[place] if place < len(row) else "" for row in found.samples],
                )
                for place, header in enumerate(found.header)
            ],
            "fields": [
                wire.ImportFieldResponse.model_validate(field) for field in KINDS[found.kind].fields
            ],
            "duplicates": Duplicates(found.duplicates),
            "report": found.report
            and {**found.report, "problems": found.report["problems"][:SHOWN_PROBLEMS]},
            "applied_before": before.applied_at if before is not None and again else None,
        }
    )


def _summary(found: Import, names: dict[UUID, str]) -> dict[str, object]:
    return {
        "id": found.id,
        "kind": found.kind,
        "state": ImportState(found.state),
        "file_name": found.file_name,
        "row_count": found.row_count,
        "done": found.done,
        "created_by": names[found.created_by],
        "created_at": found.created_at,
        "applied_at": found.applied_at,
        "result": found.result,
        "problem": found.problem,
        "version": found.version,
    }
