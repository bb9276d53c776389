"""Everything as one archive: tables as CSV, stored files, and a manifest of their hashes."""

from app.services.archives.asking import (
    ArchiveNotReady,
    ask_for_archive,
    find_file,
    forget_archives,
    list_archives,
)
from app.services.archives.making import Made, Storage, make_archive, write_archive

__all__ = [
    "ArchiveNotReady",
    "Made",
    "Storage",
    "ask_for_archive",
    "find_file",
    "forget_archives",
    "list_archives",
    "make_archive",
    "write_archive",
]
