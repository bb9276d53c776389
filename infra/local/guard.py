"""Outlive the program that started us by a moment, and take its children along.

`make run` may be killed in a way that lets it do nothing any more (kill -9, a closed terminal, a
crash). Linux could bind a child to its parent's death, macOS cannot, so both use this: the parent
holds the other end of our standard input, and when that closes, however it closes, we stop what
is still on the list. The list arrives as lines: `watch PID`, `forget PID`, `remove FOLDER`.

Runs as a script of its own, with the standard library only, so that it starts in 15 ms.
"""

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

SECONDS_TO_STOP = 10.0


def stop(processes: set[int]) -> None:
    """Interrupt every process, which all our servers take as a clean stop; then insist."""
    for each in list(processes):
        _send(each, signal.SIGINT, processes)
    deadline = time.monotonic() + SECONDS_TO_STOP
    while processes and time.monotonic() < deadline:
        for each in list(processes):
            _send(each, 0, processes)
        time.sleep(0.02)
    for each in list(processes):
        _send(each, signal.SIGKILL, processes)


def _send(process: int, what: int, processes: set[int]) -> None:
    try:
        os.kill(process, what)
    except ProcessLookupError:
        processes.discard(process)
    if _unburied(process):
        processes.discard(process)


def _unburied(process: int) -> bool:
    """Whether the process has ended and waits for somebody to ask how.

    In many containers process 1 never asks, so that the number stays taken for ever.
    """
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return status.rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def main() -> None:
    """Keep the list until the parent is gone, then act on it."""
    processes: set[int] = set()
    folders: list[str] = []
    for line in sys.stdin:
        verb, _, value = line.rstrip("\n").partition(" ")
        match verb:
            case "watch":
                processes.add(int(value))
            case "forget":
                processes.discard(int(value))
            case "remove":
                folders.append(value)
            case _:
                raise SystemExit(f"guard: what is {line!r}?")
    stop(processes)
    for folder in folders:
        with suppress(OSError):
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
