"""Tables from outside: uploaded, mapped, checked cell by cell, then written whole or not at all."""

from app.services.imports.kinds import Desk
from app.services.imports.reading import (
    get_import,
    list_imports,
    read_marked_file,
    read_template,
)
from app.services.imports.steps import apply_import, cancel_import, check_import, upload_import
from app.services.imports.working import (
    ImportMustWait,
    check_rows,
    forget_imports,
    give_up,
    next_step,
    show_progress,
    write_rows,
)

__all__ = [
    "Desk",
    "ImportMustWait",
    "apply_import",
    "cancel_import",
    "check_import",
    "check_rows",
    "forget_imports",
    "get_import",
    "give_up",
    "list_imports",
    "next_step",
    "read_marked_file",
    "read_template",
    "show_progress",
    "upload_import",
    "write_rows",
]
