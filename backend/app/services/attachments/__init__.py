"""Files of customers, quotes and their lines: taken in, looked at, shown, kept."""

from app.services.attachments.changing import delete_file, restore_file, update_file
from app.services.attachments.homes import CUSTOMER, QUOTE, Belongs
from app.services.attachments.keeping import Upload, add_file
from app.services.attachments.showing import list_files, open_file

__all__ = [
    "CUSTOMER",
    "QUOTE",
    "Belongs",
    "Upload",
    "add_file",
    "delete_file",
    "list_files",
    "open_file",
    "restore_file",
    "update_file",
]
