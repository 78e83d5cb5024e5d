"""What the organisation permitted is what its administration may, less what is its own."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from access.rules import Profile
from foundation.tenancy import inside
from tenants.support import services
from tests.matrix.rows import Row
from tests.matrix.test_support import SENT, asked
from tests.matrix.world import World
from tests.seed import FIRST


@pytest.fixture(scope="module")
def raised(world: World) -> Iterator[World]:
    """The session of the world, for a while with the right to write."""
    people = world.people["organisation"]
    ana = next(
        each
        for each in people
        if (each.profile, each.place) == (Profile.ORGANISATION_ADMIN, "whole")
    )
    with transaction.atomic():
        with inside(FIRST.schema):
            services.raise_session(
                actor=ana.client.actor,
                uid=world.objects["organisation"]["support"],  # type: ignore[arg-type]
                reason="Corrigir.",
                at=timezone.now(),
            )
        yield world
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", SENT, ids=lambda row: row.key)
def test_a_raised_guest_sends_what_the_administration_may_less_its_own(
    raised: World, row: Row
) -> None:
    assert asked(raised, row, "POST", raised=True) == []
