"""Run a program as root that refuses to run as root: `as_nobody.py PROGRAM ARGUMENT...`.

PostgreSQL will not start for root. Inside a user namespace in which root appears as `nobody` it
does, while the files that it makes stay root's, so nothing on the machine has to be changed: no
user added, no folder given away. Linux only; where namespaces are forbidden this ends with an
error, and the caller really becomes `nobody` instead.
"""

import os
import pwd
import sys
from pathlib import Path


def main() -> None:
    """Enter the namespace, then become the program."""
    nobody = pwd.getpwnam("nobody")
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{nobody.pw_uid} 0 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{nobody.pw_gid} 0 1", encoding="ascii")
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - the program is the whole point


if __name__ == "__main__":
    main()
