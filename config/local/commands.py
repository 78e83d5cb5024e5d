"""`sispmpi run` and `sispmpi local …`: carried out before Django is loaded."""

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from config.local import lodging, supervisor
from config.local.console import Console
from config.local.faults import LocalFault
from config.local.keyring import Keyring
from config.local.places import state_directory
from config.local.processes import Records, wait_until


def main(arguments: Sequence[str]) -> int:
    """Carry out a command; a fault is one line on standard error."""
    chosen = _parser().parse_args(arguments)
    act: Callable[[Mapping[str, str]], int] = chosen.act
    try:
        return act(os.environ)
    except LocalFault as fault:
        print(f"sispmpi: {fault}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sispmpi")
    commands = parser.add_subparsers(required=True, metavar="command")
    run = commands.add_parser("run", help="start every process of the programme on this machine")
    run.set_defaults(act=supervisor.run)
    local = commands.add_parser("local", help="the services of this machine")
    verbs = local.add_subparsers(required=True, metavar="verb")
    for name, act, purpose in (
        ("environment", environment, "print the variables of the running copy"),
        ("stop", stop, "end the running copy"),
        ("clean", clean, "end the running copy and remove its data"),
    ):
        verb = verbs.add_parser(name, help=purpose)
        verb.set_defaults(act=act)
    return parser


def environment(environ: Mapping[str, str]) -> int:
    """Print the variables of the running copy, one a line."""
    running = supervisor.environment_of_running(state_directory(environ))
    if not running:
        raise LocalFault("nothing runs here: `make run` starts it")
    for name, value in running.items():
        print(f"{name}={value}")
    return 0


def stop(environ: Mapping[str, str]) -> int:
    """Ask the running start to end, and wait for it."""
    state = state_directory(environ)
    if supervisor.is_running(state):
        note = state / "run.lock"
        with suppress(ValueError, ProcessLookupError):
            os.kill(int(note.read_text()), signal.SIGTERM)
        if not wait_until(lambda: not supervisor.is_running(state), seconds=60):
            raise LocalFault(f"process {note.read_text()} does not end")
    Records(state / "run").clear()
    return 0


def clean(environ: Mapping[str, str]) -> int:
    """Remove the state folder and the data that lie outside it."""
    state = state_directory(environ)
    if not state.is_dir():
        return 0
    stop(environ)
    for folder in (state / "test", state):
        _forget_database(folder)
    shutil.rmtree(state)
    Console().say(f"{state} removed")
    return 0


def _forget_database(folder: Path) -> None:
    if not folder.is_dir():
        return
    keys = Keyring(folder / "secrets.json")
    with suppress(LocalFault):
        lodging.cluster(folder, keys, lambda text: None, {}).stop()
    lodging.forget(folder, keys)
