"""A process that has everything imported, and forks another for each act that it is told of.

`python -m tests.chaos.carrier`: one line of JSON in, the process number of the act out. The act
leads a group of its own, writes its fate to a file, and dies with this process.
"""

import ctypes
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Import, then serve until the door is closed."""
    import django

    django.setup()
    from config.celery import app
    from tests.chaos import acts

    app.loader.import_default_modules()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for an act: the kernel buries it
    say("ready")
    for line in sys.stdin:
        wish = json.loads(line)
        pid = os.fork()
        if pid == 0:
            carry_out(getattr(acts, wish["act"]), wish["words"], Path(wish["fate"]))
        say(pid)


def say(word: object) -> None:
    """One line to who started this process."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def carry_out(act: Any, words: list[Any], fate: Path) -> None:
    """One act, from its first to its last moment; its words go to the log."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    said = "done"
    try:
        act(*words)
    except BaseException:
        said = traceback.format_exc()
    draft = fate.with_suffix(".draft")
    draft.write_text(said)
    draft.rename(fate)
    os._exit(0)


if __name__ == "__main__":
    main()
