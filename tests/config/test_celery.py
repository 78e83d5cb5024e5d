"""A child of the worker never outlives it, however early the worker is killed."""

import subprocess
import sys

import pytest

from config.local.places import SOURCE

WORKER = """
import os, signal, time
from celery.concurrency.prefork import process_initializer
from config.celery import app, look_before_working
look_before_working()
worker, (heard, told) = os.getpid(), os.pipe()
if os.fork() == 0:
    while {late} and os.getppid() == worker:
        time.sleep(0.01)
    process_initializer(app, "worker")
    os.write(1, b"at work")
    os.write(told, b".")
    time.sleep(20)
if not {late}:
    os.read(heard, 1)
os.kill(worker, signal.SIGKILL)
"""


@pytest.mark.parametrize(("late", "said"), [(True, ""), (False, "at work")])
def test_a_child_ends_with_its_worker_even_one_that_begins_after_it(late: bool, said: str) -> None:
    done = subprocess.run(  # ends when nobody holds the output: neither the worker nor its child
        [sys.executable, "-c", WORKER.format(late=late)],
        cwd=SOURCE,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (-9, said)
