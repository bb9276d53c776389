"""The words that occur in one named place only, read from the source itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent.parent / "app"

# A word's pattern, where it may stand, and why nowhere else.
RULES = [
    (r"\.commit\(", set(), "a request's transaction is the session dependency's"),
    (r"\.rollback\(", set(), "a request's transaction is the session dependency's"),
    (r"\bHTTPException\(", {"routers/errors.py"}, "domain errors know no HTTP"),
    (r"\bos\.environ\b|\bgetenv\b", set(), "settings come from config.py"),
    (r"\bdatetime\.now\b|\butcnow\b|\btime\.time\(", {"state.py"}, "time is an argument"),
    (r"\bdate\.today\b", set(), "time is an argument"),
    (r"(?<![\w.])print\(", {"cli.py"}, "the log is structlog's"),
    (r"\bSettings\(\)", {"asgi.py", "worker.py", "cli.py"}, "the entries read the settings"),
    (r"(?<!_)\bfloat\(", {"adapters/throttle.py"}, "money and geometry are exact"),
    (r"\bTODO\b|\bFIXME\b|\bXXX\b|NotImplementedError", set(), "what is done is done"),
]


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(APP.rglob("*.py")):
        yield path.relative_to(APP).as_posix(), path.read_text()


@pytest.mark.parametrize(("word", "allowed", "reason"), RULES, ids=[rule[0] for rule in RULES])
def test_the_word_stands_in_its_named_place_only(word: str, allowed: set[str], reason: str) -> None:
    found = {name for name, source in sources() if re.search(word, source)}
    assert found <= allowed, f"{reason}: {sorted(found - allowed)}"


def test_the_domain_knows_no_framework_and_no_float() -> None:
    framework = re.compile(
        r"^\s*(?:from|import) (?:sqlalchemy|fastapi|starlette|pydantic|redis|asyncpg)\b",
        re.MULTILINE,
    )
    guilty = [
        name
        for name, source in sources()
        if name.startswith("domain/") and (framework.search(source) or ": float" in source)
    ]
    assert guilty == []


def test_no_module_is_called_utils() -> None:
    names = {part for name, _ in sources() for part in Path(name).with_suffix("").parts}
    assert not names & {"utils", "util", "helpers", "common", "misc"}
