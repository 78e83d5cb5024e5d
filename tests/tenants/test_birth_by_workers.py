"""The real worker killed with -9 at any moment of a birth: the sweep finishes it, once."""

import time

import pytest

from tests.services import Services
from tests.tenants.test_birth import WHOLE, ask, state

SWEEP_SECONDS = 30
STARTS = 20  # on a busy machine a worker takes its time


def step(services: Services, birth: int) -> str:
    found = services.database.rows("SELECT step FROM tenants_birth WHERE id = %s", birth)
    return str(found[0][0])


def done_within(services: Services, birth: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if step(services, birth) == "done":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seen", "code"), [("requested", "3198101"), ("schema_ready", "3198102"), ("any", "3198103")]
)
def test_a_worker_killed_during_a_birth_is_followed_by_one_that_completes_it(
    services: Services, seen: str, code: str
) -> None:
    if seen == "requested":  # the worker dies before it hears of the birth
        services.kill("worker")
    birth = ask(services.database, f"Nascente {code}", code)
    if seen == "schema_ready":  # it dies as soon as the first step can be seen
        while step(services, birth) == "requested":
            time.sleep(0.002)
    if seen != "requested":
        services.kill("worker")
    services.start("worker")
    assert done_within(services, birth, STARTS + SWEEP_SECONDS), services.log[-2000:]
    found = state(services.database, f"m{code}")
    assert found == WHOLE
