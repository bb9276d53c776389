"""Child processes that end with us, however we end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

HERE = Path(__file__).parent
SECONDS_TO_STOP = 30.0


class LocalError(Exception):
    """Something on this machine stands in the way; the message says what to do about it."""


type Ready = Callable[[], bool]


class Guard:
    """The process that stops our children when we no longer can (see `guard.py`).

    The last reference to `lock`, if one is given, is held by the guard, so that nobody else takes
    a folder over before its servers have really stopped.
    """

    def __init__(self, *, lock: IO[str] | None = None) -> None:
        """Start the guard."""
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", HERE / "guard.py"],
            stdin=subprocess.PIPE,
            text=True,
            pass_fds=[lock.fileno()] if lock else [],
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        """Return the guard."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the guard do what is left on its list, and wait for it."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()

    def watch(self, process: int) -> None:
        """Put a process on the list."""
        self._tell(f"watch {process}")

    def forget(self, process: int) -> None:
        """Take a process that has ended off the list: its number may come again."""
        self._tell(f"forget {process}")

    def remove(self, folder: Path) -> None:
        """Have a folder removed at the end."""
        self._tell(f"remove {folder}")

    def _tell(self, line: str) -> None:
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Whom a child runs as, where that is not us."""

    user: int
    group: int


class Child:
    """A long-running program of ours with its output in a file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        guard: Guard,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path = Path("/"),
        identity: Identity | None = None,
    ) -> None:
        """Start the program in a session of its own: Ctrl-C is for us, and we pass it on."""
        self.name = name
        self.log = log
        self._guard = guard
        self._asked = False
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._log_start = output.tell()
            self._process = subprocess.Popen(
                command,
                cwd=cwd,
                env=None if env is None else dict(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                user=identity.user if identity else None,
                group=identity.group if identity else None,
                extra_groups=[] if identity else None,
            )
        guard.watch(self._process.pid)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def running(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    def check(self) -> None:
        """Raise LocalError with the log's last lines if the program has ended."""
        if self.running():
            return
        with self.log.open("rb") as output:
            output.seek(self._log_start)
            said = output.read().decode(errors="replace").strip().splitlines()[-15:]
        message = f"{self.name} ended ({self._process.returncode}); {self.log} says:"
        raise LocalError("\n  ".join([message, *said]))

    def ask_to_stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Say once that it is time to stop: many programs take a second word as an order."""
        if self.running() and not self._asked:
            self._asked = True
            self._process.send_signal(how)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the program: politely, then not."""
        self.ask_to_stop(how)
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._guard.forget(self._process.pid)


def wait_until_ready(child: Child, ready: Ready, *, seconds: float = 30.0) -> None:
    """Wait for `ready()` while the child runs.

    Raises:
        LocalError: the child ended, or is not ready in time.
    """
    deadline = time.monotonic() + seconds
    while not ready():
        child.check()
        if time.monotonic() > deadline:
            raise LocalError(f"{child.name} is not ready after {seconds:.0f} s; see {child.log}")
        time.sleep(0.01)


def is_root() -> bool:
    """Whether we run as root, as in many containers."""
    return os.geteuid() == 0
