"""One organisation's life, from birth to restoration, killed once in each of its works."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from config.local.processes import wait_until
from tests.chaos.astray import nothing_astray
from tests.chaos.cases import Case
from tests.chaos.place import Act, Place
from tests.database import Database

CONVERGES = 60
SETTLES = 20
TICK = 0.3
ASKED_AGAIN = 1.5
MOST_CHANGES = 2
UPGRADED = [f"m38{number:05d}" for number in range(8)]
MOST_STATEMENTS = 400
# organisations of the other databases of the server, which have their roles in common
ELSEWHERE = {*UPGRADED, *(f"m37{number:05d}" for number in range(MOST_STATEMENTS))}
BY_COMMAND = ("export", "restore")


@dataclass
class Chaos:
    """Kills, waits for the programme to go on, and looks whether anything is astray."""

    place: Place
    dice: random.Random
    cases: dict[str, Case] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def run(
        self,
        work: str,
        victim: str,
        *,
        begin: Callable[[], Act | None],
        phase: Callable[[], str],
        is_done: Callable[[], bool],
        look: Callable[[], list[str]] | None = None,
    ) -> None:
        """Begin a work, kill at a moment by chance (none for no victim), see it end well."""
        act = begin()
        started = time.monotonic()
        if not victim:
            self.converge(is_done, act, begin)
            self.seconds.setdefault(work, time.monotonic() - started)
            self.look(look)
            return
        case = self.cases.setdefault(f"{work}/{victim}", Case())
        case.rounds += 1
        self.come_to_a_moment(self.seconds.get(work, 0.3), phase)
        killed = time.monotonic()
        self.kill(victim, act)
        if victim == "postgres":
            self.place.revive()
        case.killed_at[phase()] += 1
        try:
            self.converge(is_done, act, begin)
            case.slowest = max(case.slowest, time.monotonic() - killed)
            self.look(look)
        except AssertionError as fault:
            case.faults.append(str(fault)[:2000])
            raise
        case.converged += 1

    def come_to_a_moment(self, seconds: float, phase: Callable[[], str]) -> None:
        """By chance: after some of the changes that show from outside, and a while longer.

        By time alone a busy machine would be met at the beginning of every work.
        """
        for _ in range(self.dice.randint(0, MOST_CHANGES)):
            before = phase()
            wait_until(partial(differs, phase, before), seconds=2 * seconds, every=0.01)
        time.sleep(self.dice.uniform(0, seconds / 2))

    def kill(self, victim: str, act: Act | None) -> None:
        """`kill -9`."""
        if victim == "postgres":
            self.place.kill_postgres()
            wait_until(lambda: not self.place.postgres_lives, seconds=10)
        elif victim == "worker":
            self.place.kill_worker()
        elif act is not None:
            act.kill()
        else:
            self.place.kill_carrying()

    def converge(
        self, is_done: Callable[[], bool], act: Act | None, again: Callable[[], Act | None]
    ) -> None:
        """The supervisor, the clock, and (for a command) the person who gives it again."""
        fates: list[str] = []
        deadline, due = time.monotonic() + CONVERGES, time.monotonic() + TICK
        while not (is_done() and (act is None or act.is_over)):
            assert time.monotonic() < deadline, f"did not converge: {fates[-2:]} {self.said()}"
            self.place.revive()
            if act is not None and act.is_over and not is_done():
                fates.append(act.fate_within(0)[-600:])
                act = again()
            if act is None and time.monotonic() > due:
                due = time.monotonic() + TICK
                self.place.carrier.carry_out("tick")
            time.sleep(0.02)

    def look(self, look: Callable[[], list[str]] | None = None) -> None:
        """After the next night nothing is astray."""
        found = self.settled(look or self.in_the_product)
        assert found == [], found

    def settled(self, look: Callable[[], list[str]]) -> list[str]:
        """What is still astray when whoever was killed has had a moment to be gone."""
        found: list[str] = []

        def is_clean() -> bool:
            found[:] = look()
            return not found

        wait_until(is_clean, seconds=SETTLES, every=0.1)
        return found

    def in_the_product(self) -> list[str]:
        """What is astray where organisations are born and end."""
        self.place.carrier.carry_out("night")
        return nothing_astray(self.place.database, self.place.folder, ELSEWHERE)

    def said(self) -> str:
        """The last words of the processes."""
        return (self.place.folder / "said.log").read_text()[-1500:]


def differs(phase: Callable[[], str], before: str) -> bool:
    """Whether a work has gone on since."""
    return phase() != before


def value(database: Database, query: str, *values: object) -> object:
    """The one value that a query answers, or None."""
    rows = database.rows(query, *values)
    return rows[0][0] if rows else None


@dataclass
class Life:
    """The works on one organisation, in their order; each needs the one before."""

    chaos: Chaos
    code: str

    @property
    def schema(self) -> str:
        return f"m{self.code}"

    @property
    def database(self) -> Database:
        return self.chaos.place.database

    def works(self, victim: str) -> Iterator[str]:
        """All of them, one by one; a command is killed only by what carries it."""
        for work in ("birth", "backup", "export", "archiving", "removal", "restore"):
            by_command = work in BY_COMMAND
            getattr(self, work)("" if by_command and victim == "worker" else victim)
            yield work

    def birth(self, victim: str) -> None:
        step = "SELECT step FROM tenants_birth WHERE organisation_id ="
        step += " (SELECT id FROM tenants_organisation WHERE ibge_code = %s)"
        self.chaos.run(
            "birth",
            victim,
            begin=lambda: self.asked("bear", self.code),
            phase=lambda: str(value(self.database, step, self.code)),
            is_done=lambda: value(self.database, step, self.code) == "done",
        )
        self.chaos.place.carrier.carry_out("fill", self.schema)

    def backup(self, victim: str) -> None:
        """The next night proves one, whatever became of this night's."""
        of_it = "FROM tenants_backup WHERE tenant_id ="
        of_it += " (SELECT id FROM tenants_tenant WHERE schema_name = %s)"
        asked = [time.monotonic()]

        def is_done() -> bool:
            if value(self.database, f"SELECT count(proven_at) {of_it}", self.schema):
                return True
            if time.monotonic() > asked[0] + ASKED_AGAIN:
                asked[0] = time.monotonic()
                self.asked("back_up", self.schema)
            return False

        def phase() -> str:
            count = value(self.database, f"SELECT count(*) {of_it}", self.schema)
            proven = value(self.database, f"SELECT count(proven_at) {of_it}", self.schema)
            return "proven" if proven else "written" if count else "writing"

        self.chaos.run(
            "backup",
            victim,
            begin=lambda: self.asked("back_up", self.schema),
            phase=phase,
            is_done=is_done,
        )

    def export(self, victim: str) -> None:
        path = self.chaos.place.folder / f"{self.schema}.zip"
        self.chaos.run(
            "export",
            victim,
            begin=lambda: self.begun("export", self.schema, str(path)),
            phase=lambda: "written" if path.exists() else "writing",
            is_done=path.exists,
        )
        path.unlink()
        assert list(path.parent.glob(f"*{self.schema}*")) == []

    def archiving(self, victim: str) -> None:
        def phase() -> str:
            row = self.database.rows(
                "SELECT archive_id IS NULL, set_aside_at IS NULL FROM tenants_departure WHERE"
                " tenant_id = (SELECT id FROM tenants_tenant WHERE schema_name = %s)",
                self.schema,
            )
            return {(True, True): "keeping", (False, True): "kept"}.get(row[0], "set aside")  # type: ignore[arg-type]

        self.chaos.run(
            "archiving",
            victim,
            begin=lambda: self.asked("end", self.schema),
            phase=phase,
            is_done=lambda: self.life == "archived",
        )

    def removal(self, victim: str) -> None:
        def phase() -> str:
            removed = value(
                self.database,
                "SELECT removed_at IS NOT NULL FROM tenants_departure WHERE"
                " tenant_id = (SELECT id FROM tenants_tenant WHERE schema_name = %s)",
                self.schema,
            )
            return "removed" if removed else "removing" if self.life == "archived" else "told"

        self.chaos.run(
            "removal",
            victim,
            begin=lambda: self.asked("confirm", self.schema),
            phase=phase,
            is_done=lambda: self.life == "dropped",
        )

    def restore(self, victim: str) -> None:
        path = self.chaos.place.folder / f"kept-{self.schema}.zip"
        self.chaos.place.carrier.carry_out("take_out", self.schema, str(path))
        self.chaos.run(
            "restore",
            victim,
            begin=lambda: self.begun("restore", str(path)),
            phase=lambda: "restored" if self.life == "read_only" else "restoring",
            is_done=lambda: self.life == "read_only",
        )
        path.unlink()

    @property
    def life(self) -> object:
        query = "SELECT life FROM tenants_tenant WHERE schema_name = %s"
        return value(self.database, query, self.schema)

    def asked(self, act: str, *words: object) -> None:
        """Something that leaves the work to the worker, who begins when the asking is over."""
        with self.chaos.place.worker_held():
            self.chaos.place.carrier.carry_out(act, *words)

    def begun(self, act: str, *words: object) -> Act:
        """A command under way."""
        return self.chaos.place.carrier.start(act, *words)


def begun(place: Place, seed: int) -> Chaos:
    """Everything up, and a bystander whom nothing of what follows may touch."""
    chaos = Chaos(place, random.Random(seed))
    place.revive()
    Life(chaos, "3999999").birth("")
    chaos.seconds.clear()
    return chaos
