"""`make format`: lay out the code, and mend what the linters know how to mend."""

import subprocess
import sys
from typing import Final

from local.app import BACKEND
from local.bootstrap import FRONTEND, PYTHON, node_environment, npm_command

RUFF: Final = (PYTHON, "-m", "ruff")
PLACES: Final = (".", "../infra")


def main() -> int:
    """Format, and say by the exit code whether something is left for a person."""
    subprocess.run([*RUFF, "format", *PLACES], check=True, cwd=BACKEND)
    left = subprocess.run([*RUFF, "check", "--fix", *PLACES], check=False, cwd=BACKEND).returncode
    npm = [*npm_command(), "run", "--silent", "lint", "--", "--fix"]
    return left or subprocess.run(npm, check=False, cwd=FRONTEND, env=node_environment()).returncode


if __name__ == "__main__":
    sys.exit(main())
