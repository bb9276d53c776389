"""What `make run` promises: clear refusals, and nothing left behind, however it ends."""
# ruff: noqa: S603, S607 - the programs are ours

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local import ports
from local.lock import drifted
from local.processes import Child, Guard, LocalError, wait_until_ready
from local.settings import development_secrets

INFRA = Path(ports.__file__).parents[1]
# A program that starts a child under a guard, says which, and then can do nothing any more.
PARENT = """
import sys, time
from pathlib import Path
from local.processes import Child, Guard
folder = Path(sys.argv[1])
with Guard() as guard:
    guard.remove(folder)
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    child = Child("a sleeper", command, guard=guard, log=folder / "log")
    print(child.pid, flush=True)
    time.sleep(600)
"""


def eventually(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def runs(process: int) -> bool:
    """Whether the process runs; one that ended and that nobody asks about does not."""
    said = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], check=False, capture_output=True, text=True
    ).stdout.strip()
    return bool(said) and not said.startswith("Z")


def test_a_parent_killed_without_warning_leaves_no_child_and_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "sockets"
    folder.mkdir()
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(INFRA)},
    )
    with parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert runs(child)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert eventually(lambda: not runs(child))
    assert eventually(lambda: not folder.exists())


@pytest.fixture
def guard() -> Iterator[Guard]:
    with Guard() as started:
        yield started


def test_a_program_that_ends_too_early_is_told_with_its_last_words(
    guard: Guard, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no paper in tray 2')"]
    child = Child("The press", command, guard=guard, log=tmp_path / "press.log")
    with pytest.raises(LocalError, match=r"(?s)The press ended \(1\).*no paper in tray 2"):
        wait_until_ready(child, lambda: False)


def test_a_program_is_asked_to_stop_only_once(guard: Guard, tmp_path: Path) -> None:
    listening = (
        "import signal, time\n"
        "signal.signal(signal.SIGINT, lambda *_: print('asked', flush=True))\n"
        "print('ready', flush=True); signal.pause(); time.sleep(0.5)\n"
    )
    log = tmp_path / "log"
    child = Child("it", [sys.executable, "-c", listening], guard=guard, log=log)
    assert eventually(lambda: "ready" in log.read_text())
    child.ask_to_stop()
    assert eventually(lambda: "asked" in log.read_text())
    child.stop()
    assert log.read_text().split() == ["ready", "asked"]


def run_make(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call what `make run` calls, from a copy of infra/ in which nothing has been set up."""
    shutil.copytree(INFRA, folder / "infra", ignore=shutil.ignore_patterns("__pycache__"))
    return subprocess.run(
        [folder / "infra" / "local" / "start.sh", "run"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "FORGE_PYTHON": sys.executable, **environment},
        timeout=60,
    )


def test_a_busy_port_is_one_sentence_before_anything_is_set_up(tmp_path: Path) -> None:
    with socket.create_server((ports.LOOPBACK, 0)) as busy:
        port = busy.getsockname()[1]
        refused = run_make(tmp_path, PORT=str(port))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Port {port} is in use by another program")
    assert f"make run PORT={port + 1}" in refused.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["infra"]


@pytest.mark.parametrize("said", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_one_sentence(said: str, tmp_path: Path) -> None:
    refused = run_make(tmp_path, PORT=said)
    assert refused.returncode == 1
    assert refused.stderr == f"PORT={said} is not a port: give a number from 1 to 65535.\n"


def test_a_python_that_is_too_old_or_none_is_one_sentence(tmp_path: Path) -> None:
    refused = run_make(tmp_path, FORGE_PYTHON="/bin/false")
    assert refused.returncode == 1
    assert refused.stderr == "FORGE_PYTHON=/bin/false is not a Python 3.12 or newer.\n"


def test_development_secrets_are_made_once_for_this_machine_and_kept_to_their_owner(
    tmp_path: Path,
) -> None:
    first = development_secrets(tmp_path / "secrets.json")
    assert development_secrets(tmp_path / "secrets.json") == first
    assert len(set(first.values())) == 2
    assert min(len(secret) for secret in first.values()) >= 32
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0
    assert development_secrets(tmp_path / "other.json") != first


def test_lock_files_follow_from_what_is_asked_for_and_name_no_host() -> None:
    assert drifted() == []


def test_a_second_bench_is_told_who_measures_already(tmp_path: Path) -> None:
    sentence = "Another bench is under way here ({})."
    with (
        ports.take_lock(tmp_path / "lock", "process 7", sentence),
        pytest.raises(LocalError, match=r"Another bench is under way here \(process 7\)\."),
    ):
        ports.take_lock(tmp_path / "lock", "process 8", sentence)
    ports.take_lock(tmp_path / "lock", "process 8", sentence).close()
