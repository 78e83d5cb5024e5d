"""Start a command that does not outlive its parent: `leash.py PARENT SIGNAL UID GID COMMAND…`.

Run by path and without the package (`python -I -S`): it imports nothing of the programme, so that
it costs milliseconds. The kernel sends SIGNAL when the parent dies, even by `kill -9`; the wish
survives exec but not a change of user, hence the order below.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Drop privileges if asked to, tie this process to its parent, become the command."""
    parent, wished_signal, uid, gid = (int(word) for word in arguments[:4])
    command = arguments[4:]
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if wished_signal:
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, wished_signal, 0, 0, 0)
        if os.getppid() != parent:
            sys.exit("the parent process is gone")
    try:
        os.execvp(command[0], command)  # noqa: S606 - becoming the command is the purpose
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")


if __name__ == "__main__":
    main(sys.argv[1:])
