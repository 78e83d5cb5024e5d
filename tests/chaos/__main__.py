"""`make chaos`: every work under every kill, many times, by a seed; prints one JSON object."""

import json
import os
import sys
import time
from itertools import product

from tests import database

ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "20"))
SEED = int(os.environ.get("CHAOS_SEED", "1"))
VICTIMS = ("postgres", "worker", "process")


def main() -> None:
    """All rounds; ends with 1 when one of them did not converge."""
    session = database.open_session()
    try:
        os.environ.update(addresses(session))
        import django

        django.setup()
        found = rounds(session)
    finally:
        session.close()
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    sys.exit(0 if found["faults"] == 0 else 1)


def addresses(session: database.Session) -> dict[str, str]:
    """What the settings ask for; this process itself works in no database."""
    return {
        "ENVIRONMENT": "test",
        "BROKER_URL": "redis://127.0.0.1:1/0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **database.addresses(session.own),
    }


def rounds(session: database.Session) -> dict[str, object]:
    """A life and an upgrade for each round and victim."""
    from tests.chaos.life import begun
    from tests.chaos.place import place

    start = time.monotonic()
    with place(session) as here:
        chaos = begun(here, SEED)
        faults = every_round(chaos)
        cases = {name: case.told() for name, case in sorted(chaos.cases.items())}
    return {
        "seed": SEED,
        "rounds": ROUNDS,
        "seconds": round(time.monotonic() - start),
        "faults": faults,
        "undisturbed_s": {name: round(took, 2) for name, took in chaos.seconds.items()},
        "cases": cases,
    }


def every_round(chaos: "object") -> int:
    """How many works did not end as they should; the next life begins all the same.

    Ctrl-C ends the rounds, and what they showed is printed.
    """
    from tests.chaos.life import MOST_STATEMENTS, Chaos, Life
    from tests.chaos.statements import cut_after
    from tests.chaos.upgrades import grow, upgrade

    assert isinstance(chaos, Chaos)
    list(Life(chaos, "3900000").works(""))
    cut_after(chaos, range(1, MOST_STATEMENTS))
    grow(chaos)
    upgrade(chaos, "")
    faults = len(chaos.cases["birth/statement"].faults)
    for number, (place, victim) in product(range(ROUNDS), enumerate(VICTIMS)):
        sys.stderr.write(f"round {number + 1} of {ROUNDS}: {victim}\n")
        try:
            list(Life(chaos, f"39{number + 1:04d}{place}").works(victim))
            if victim != "worker":
                upgrade(chaos, victim)
        except AssertionError as fault:
            faults += 1
            sys.stderr.write(f"{fault}\n")
        except KeyboardInterrupt:
            return faults
    return faults


if __name__ == "__main__":
    main()
