"""The lines of the report: measured by a driver of their own, judged, printed."""

import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final

from local.bench.load import Load, Measured
from local.bench.load import drive as put_load
from local.bench.shop import QUOTES
from local.processes import LocalError

SERVER_PROCESSES: Final = 2
MILLISECONDS: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the report."""

    name: str
    measured: Measured
    raw: float | None = None
    target: str = ""
    met: bool | None = None


def drive(
    name: str, port: int, requests: Sequence[bytes], *, status: int = 200, clients: int = 8
) -> Measured:
    """Put requests on the server from a process of their own; stop if one is refused."""
    say(f"measuring {name}")
    load = Load(port=port, requests=requests, status=status, clients=clients)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        measured = pool.submit(put_load, load).result()
    if measured.refused:
        raise LocalError(f"{name}: the server refused:\n{measured.first_refusal}")
    return measured


def ratio(name: str, measured: Measured, raw: float, base: float, times: int, what: str) -> Row:
    """Return a line that is judged by how many times as fast something else is."""
    slower = base / measured.rate
    return Row(
        name=name,
        measured=measured,
        raw=raw,
        target=f"1/{slower:.1f} of {what}, at least 1/{times}",
        met=slower <= times,
    )


def limit(name: str, measured: Measured, share: float, most: float) -> Row:
    """Return a line that is judged by the milliseconds that this share of answers may take."""
    milliseconds = measured.percentile(share) * MILLISECONDS
    return Row(
        name=name,
        measured=measured,
        target=f"p{share * 100:.0f} {milliseconds:.1f} ms, at most {most:.0f}",
        met=milliseconds <= most,
    )


def report(rows: Sequence[Row]) -> int:
    """Print the lines; return 1 if a target was missed."""
    lines = [
        "",
        f"{QUOTES:,} quotes on durable servers, {SERVER_PROCESSES} server processes, 8 clients",
        "",
        f"{'':<32}{'per s':>8}{'p50 ms':>9}{'p95 ms':>9}{'raw SQL/s':>11}{'driver':>8}   target",
    ]
    for row in rows:
        each = row.measured
        raw = f"{row.raw:,.0f}" if row.raw else ""
        verdict = "" if row.met is None else "   met" if row.met else "   MISSED"
        lines.append(
            f"{row.name:<32}{each.rate:>8,.0f}"
            f"{each.percentile(0.5) * MILLISECONDS:>9.1f}"
            f"{each.percentile(0.95) * MILLISECONDS:>9.1f}"
            f"{raw:>11}{each.busy:>8.0%}   {row.target}{verdict}"
        )
    lines += ["", "`driver` is the share of one core that asking took; it is not the server's.", ""]
    sys.stdout.write("\n".join(lines))
    return 0 if all(row.met is not False for row in rows) else 1


def say(what: str) -> None:
    """Tell whoever waits what is being done."""
    sys.stderr.write(f"  {what}\n")
