"""A birth cut between any two of its statements, and completed by the next try."""

from tests.chaos.astray import nothing_astray
from tests.chaos.cases import Case
from tests.chaos.life import Chaos, value
from tests.chaos.upgrades import strangers

NAME = "chaos_statements"
STEP = "SELECT step FROM tenants_birth b JOIN tenants_organisation o ON o.id = organisation_id"
STEP += " WHERE ibge_code = %s"


def cut_after(chaos: Chaos, numbers: range) -> int:
    """Births cut after each of the statements; ends with the first that the cut comes too late for.

    Returns how many were cut.
    """
    place, case = chaos.place, chaos.cases.setdefault("birth/statement", Case())
    database = place.copy("template_of_chaos", NAME)
    others = strangers(chaos)

    def look() -> list[str]:
        return nothing_astray(database, None, others)

    for number in numbers:
        code = f"37{number:05d}"
        fate = place.carrier.start("bear_until", NAME, code, number).fate_within(60)
        if fate:
            assert fate == "done", fate
            break
        case.rounds += 1
        case.killed_at[str(value(database, STEP, code))] += 1
        before = chaos.settled(look)
        place.carrier.carry_out("bear_until", NAME, code, 0)
        after = chaos.settled(look)
        assert value(database, STEP, code) == "done"
        case.faults += [f"after statement {number}: {each}" for each in before + after]
        case.converged += not (before or after)
    place.drop(NAME)
    return case.rounds
