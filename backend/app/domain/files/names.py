"""A file's name as it is kept: a person's own words, and nothing that a computer obeys."""

import re
import unicodedata
from typing import Final

from app.domain.errors import ValidationError

LONGEST_NAME: Final = 150
# What some computer takes for a part of an address, a pattern or a command.
_RESERVED: Final = re.compile(r'[<>:"|?*]')
_EXTENSION: Final = re.compile(r"[A-Za-z0-9]{1,8}")


class UnusableFileName(ValidationError):
    """This file's name cannot be used: give it a name with an ending, such as card.pdf."""

    code = "unusable_file_name"


def clean_file_name(given: str) -> str:
    """Return the name as it is kept: one line, no folders, at most ``LONGEST_NAME`` characters.

    Raises:
        UnusableFileName: nothing is left of it, or it has no ending.
    """
    # Controls, and what turns or hides the text around it, are nothing that anybody reads.
    seen = "".join(one if one.isprintable() else " " for one in given)
    name = unicodedata.normalize("NFC", seen).replace("\\", "/")
    name = _RESERVED.sub("_", name.rpartition("/")[2])
    stem, dot, ending = " ".join(name.split()).rpartition(".")
    stem = stem.strip(". ")
    if not dot or not stem or not _EXTENSION.fullmatch(ending):
        raise UnusableFileName(UnusableFileName.__doc__ or "")
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip('. ')}.{ending}"


def ending_of(name: str) -> str:
    """Return what follows a name's last dot, in small letters."""
    return name.rpartition(".")[2].lower()
