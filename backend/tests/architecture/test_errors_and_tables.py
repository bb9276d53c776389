"""Every error has its status, every table its prefix."""

import importlib
import pkgutil
from collections.abc import Iterator

from sqlalchemy import Numeric

import app
from app.domain.errors import AppError
from app.models import Base, Record
from app.routers.errors import standard_errors


def import_everything() -> None:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        # The entries read the environment when they are imported.
        if module.name not in {"app.asgi", "app.worker", "app.cli"}:
            importlib.import_module(module.name)


def descendants(kind: type[AppError]) -> Iterator[type[AppError]]:
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def test_every_domain_error_has_a_status_and_a_code_of_its_own() -> None:
    import_everything()
    errors = list(descendants(AppError))
    assert len(errors) > 10
    assert [error for error in errors if standard_errors.status_of(error) is None] == []
    assert AppError.code not in {error.code for error in errors}
    codes: dict[str, type[AppError]] = {}
    for error in errors:
        if "code" in vars(error):
            assert codes.setdefault(error.code, error) is error, error.code


def test_every_table_has_the_prefix() -> None:
    tables = list(Base.metadata.tables)
    assert len(tables) > 15
    assert [name for name in tables if not name.startswith("forge_")] == []


def test_every_record_has_its_identity_and_history() -> None:
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record):
            columns = mapper.local_table.c
            assert {"id", "created_at", "updated_at", "deleted_at"} <= set(columns.keys())


def test_money_rates_and_percentages_have_their_widths() -> None:
    widths = {
        (column.type.precision, column.type.scale)
        for table in Base.metadata.tables.values()
        for column in table.c
        if isinstance(column.type, Numeric)
    }
    assert widths <= {(12, 2), (14, 6), (7, 4), (9, 4)}
