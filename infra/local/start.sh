#!/bin/sh
# Find a Python that is new enough and hand over to bootstrap.py with our arguments.
#
# Candidates are run, not looked up: the shims of version managers exist and fail. In this order:
# FORGE_PYTHON, the environment that an earlier run made, the usual names, what uv can give.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
PYTHONPATH=$root/infra:$root/backend
export PYTHONPATH

new_enough() {
    "$@" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

if [ -n "${FORGE_PYTHON:-}" ]; then
    if ! new_enough "$FORGE_PYTHON"; then
        echo "FORGE_PYTHON=$FORGE_PYTHON is not a Python 3.12 or newer." >&2
        exit 1
    fi
    exec "$FORGE_PYTHON" -m local.bootstrap "$@"
fi

for candidate in "$root/.venv/bin/python" python3.12 python3.13 python3.14 python3; do
    if new_enough "$candidate"; then
        exec "$candidate" -m local.bootstrap "$@"
    fi
done

for uv in "$root/.tools/bin/uv" uv; do
    candidate=$("$uv" python find --no-project '>=3.12' 2>/dev/null) || candidate=
    if [ -z "$candidate" ] && "$uv" --version >/dev/null 2>&1; then
        "$uv" python install 3.12 >/dev/null 2>&1 || continue
        candidate=$("$uv" python find --no-project '>=3.12' 2>/dev/null) || candidate=
    fi
    if [ -n "$candidate" ] && new_enough "$candidate"; then
        exec "$candidate" -m local.bootstrap "$@"
    fi
done

echo "PatriotForge needs Python 3.12 or newer: install it, or uv, and run this again" \
    "(FORGE_PYTHON=/path/to/python names one that is not on PATH)." >&2
exit 1
