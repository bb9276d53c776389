"""Sent revisions of every kind of work, kept as they were frozen, with the rates that they name.

A folder holds what one engine priced: ``rates.json`` is a published rate card, each line of
``revisions.jsonl`` a revision's snapshot. A folder is written once, by ``python -m tests.corpus``,
and never again: an engine that would price one of them otherwise needs a version of its own. What
an engine learns later to price has a folder beside its first one: ``engine-1-listed``.
"""

from pathlib import Path
from typing import Final

FOLDERS: Final = Path(__file__).parent
