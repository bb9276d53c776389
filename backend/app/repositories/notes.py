"""Where notes about quotes are kept."""

from typing import Final

from app.models.note import Note
from app.repositories.base import Repository

notes: Final = Repository(Note)
