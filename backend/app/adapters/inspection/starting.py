"""Starting the program that looks into a file, and reading what it says within bounds."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from app.domain.files.kinds import Medium

PROGRAM: Final = Path(__file__).with_name("looking.py")
WALL_SECONDS: Final = 45
LONGEST_LINE: Final = 256 * 1024
LARGEST_PICTURE: Final = 2 * 1024 * 1024
LONGEST_PROBLEM: Final = 300
MOST_PICTURES: Final = 13


@dataclass(slots=True, kw_only=True)
class Look:
    """What the program said: raw figures, not yet believed, and pictures by their page.

    Page 0 is the small picture of page 1. ``problem`` is a sentence on what it could not do.
    """

    figures: dict[str, Any] | None = None
    pictures: dict[int, bytes] = field(default_factory=dict)
    problem: str = ""


async def look_into(
    path: Path, medium: Medium, *, program: Path = PROGRAM, patience: float = WALL_SECONDS
) -> Look:
    """Look into a file for at most ``patience`` seconds.

    What takes longer or breaks is cut short, and what was said stands.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(program),
        medium,
        str(path),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # Nothing of ours: neither secrets nor addresses.
        env={},
        cwd="/",
        limit=LONGEST_LINE,
        start_new_session=True,
    )
    look = Look()
    try:
        async with asyncio.timeout(patience):
            await _read(process, look)
    except (TimeoutError, ValueError, asyncio.IncompleteReadError):
        look.problem = look.problem or "This file takes too long to look into, or it is damaged."
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
    if look.figures is None and not look.problem:
        look.problem = "This file could not be looked into: it is damaged, or too large to open."
    elif process.returncode not in {0, -signal.SIGKILL} and not look.problem:
        look.problem = "Not all pages could be drawn."
    return look


async def _read(process: asyncio.subprocess.Process, look: Look) -> None:
    """Read lines of JSON, each picture after its own; raises ``ValueError`` for anything else."""
    stream = process.stdout
    if stream is None:
        return
    while line := await stream.readline():
        match json.loads(line):
            case {"problem": str(problem)}:
                look.problem = problem[:LONGEST_PROBLEM]
            case {"page": int(page), "bytes": int(size)} if (
                0 <= page < MOST_PICTURES and 0 < size <= LARGEST_PICTURE
            ):
                look.pictures[page] = await stream.readexactly(size)
            case {"medium": str()} as figures if look.figures is None:
                look.figures = figures
            case _:
                raise ValueError("neither figures nor a picture")
    await process.wait()
