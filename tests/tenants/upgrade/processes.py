"""Waiting for a process of the programme, and ending it the hard way."""

import signal
import subprocess
import time
from collections.abc import Callable


def until(question: Callable[[], object], process: subprocess.Popen[str]) -> None:
    """Wait for something while a process works on it."""
    while not question():
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.02)


def kill(process: subprocess.Popen[str]) -> None:
    """`kill -9`, and what it said is not looked at."""
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
