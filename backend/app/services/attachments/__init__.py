"""Files of customers, quotes and their lines: taken in, looked at, shown, kept."""

from app.services.attachments.changing import delete_file, restore_file, update_file
from app.services.attachments.homes import CUSTOMER, QUOTE, Belongs
from app.services.attachments.inspecting import (
    find_waiting,
    inspect_again,
    open_picture,
    record_look,
    sweep_files,
)
from app.services.attachments.keeping import Upload, add_file
from app.services.attachments.proving import artwork_of, keep_as_evidence
from app.services.attachments.showing import list_files, open_file

__all__ = [
    "CUSTOMER",
    "QUOTE",
    "Belongs",
    "Upload",
    "add_file",
    "artwork_of",
    "delete_file",
    "find_waiting",
    "inspect_again",
    "keep_as_evidence",
    "list_files",
    "open_file",
    "open_picture",
    "record_look",
    "restore_file",
    "sweep_files",
    "update_file",
]
