"""The page on upgrades at the centre: how far, who was left behind and why, another try."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from access.rules import Profile
from audit.models import Entry
from foundation.refusals import NotAllowed
from tenants import queries, upgrading
from tenants.models import SILENT, Tenant, UpgradeRun
from tenants.upgrade import tasks
from tenants.upgrade.reasons import UNKNOWN, in_plain_words
from tests.conftest import As
from tests.people import centre_actor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
PAGE, AGAIN = "/atualizacoes/", "/atualizacoes/tentar-de-novo/"


def run(**more: Any) -> UpgradeRun:
    now: datetime = timezone.now()
    told = {"started_at": now, "seen_at": now, "started_by": "implantação", "release": "9.9.9"}
    found: UpgradeRun = UpgradeRun.objects.create(**{**told, **more})
    return found


def leave_behind(schema: str, error: str) -> None:
    Tenant.objects.filter(schema_name=schema).update(upgrade_error=error)


def test_a_run_under_way_shows_how_far_it_is_and_asks_again(centre_as: As) -> None:
    run(total=853, replayed=600, by_tasks=40, waves=18, wave=13, canaries=2, waiting=["m1"] * 3)
    answer = centre_as(Profile.DTIC).get(PAGE).content.decode()
    assert "Atualização para a versão 9.9.9" in answer
    assert "Em andamento" in answer
    assert "640 de 853" in answer and 'value="75"' in answer
    assert "13 de 18" in answer and "2 antes das outras" in answer
    assert f'hx-get="{PAGE}"' in answer
    assert "Atualizar agora" in answer  # without JavaScript


def test_a_run_that_ended_is_shown_without_asking_again_and_those_before_are_listed(
    centre_as: As,
) -> None:
    now = timezone.now()
    run(total=5, replayed=5, ended_at=now)
    run(total=4, replayed=3, failed={FIRST.schema: "x"}, ended_at=now)
    run(total=2, ended_at=now, is_interrupted=True)
    answer = centre_as(Profile.NETWORK_ADMIN).get(PAGE).content.decode()
    assert "hx-get" not in answer
    for state in ("Concluída", "Com pendências", "Interrompida"):
        assert state in answer


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("canceling statement due to lock timeout", "Alguém usava os dados"),
        ("canceling statement due to statement timeout", "demorou mais que o limite"),
        ('check constraint "x" of relation "y" is violated by some row', "que a nova versão não"),
        ("the recorded migrations of m3 are not those expected before", "alguém as alterou"),
        ("ValueError: outra coisa", UNKNOWN),
    ],
)
def test_a_reason_is_told_in_plain_words(error: str, words: str) -> None:
    assert words in in_plain_words(error)


def test_who_was_left_behind_is_named_with_the_reason_and_only_the_network_tries_again(
    centre_as: As,
) -> None:
    leave_behind(SECOND.schema, "canceling statement due to lock timeout")
    for profile, offered in ((Profile.NETWORK_ADMIN, True), (Profile.DTIC, False)):
        answer = centre_as(profile).get(PAGE).content.decode()
        assert SECOND.name in answer and FIRST.name not in answer
        assert "Tentar de novo costuma bastar" in answer
        assert "lock timeout" in answer
        assert (AGAIN in answer) is offered


def test_trying_again_queues_a_run_and_the_journal_tells_of_it(centre_as: As) -> None:
    leave_behind(SECOND.schema, "canceling statement due to lock timeout")
    renata = centre_as(Profile.NETWORK_ADMIN)
    answer = renata.post(AGAIN, follow=True)
    assert "Nova tentativa pedida" in answer.content.decode()
    asked = UpgradeRun.objects.get()
    assert asked.started_by == renata.user.name and asked.is_only_asked_for
    entry = Entry.objects.get(subject_uid=asked.uid)
    assert entry.verb == "tenants.upgrade.tried_again"
    assert renata.post(AGAIN).status_code == 409  # one at a time
    assert centre_as(Profile.DTIC).post(AGAIN).status_code == 403


def test_nobody_left_behind_is_nothing_to_try(db: None) -> None:
    with pytest.raises(NotAllowed, match="Nenhuma organização ficou para trás"):
        upgrading.try_again(actor=centre_actor(Profile.NETWORK_ADMIN), at=timezone.now())


def test_a_run_that_was_killed_does_not_block_another_try_for_ever(db: None) -> None:
    leave_behind(FIRST.schema, "deadlock detected")
    now = timezone.now()
    run(waves=3, seen_at=now - SILENT - timedelta(seconds=1))
    assert upgrading.try_again(actor=centre_actor(Profile.NETWORK_ADMIN), at=now)
    assert queries.upgrade_under_way() == UpgradeRun.objects.get(release__startswith="0")


def test_the_sweep_tells_workers_again_only_when_nothing_was_heard_for_a_while(db: None) -> None:
    quiet = timezone.now() - timedelta(minutes=1)
    sweep: Any = tasks.sweep_upgrades
    found = run(waves=1, waiting=[FIRST.schema, SECOND.schema])
    assert sweep() == 0
    UpgradeRun.objects.filter(pk=found.pk).update(seen_at=quiet)
    assert sweep() == 2
    UpgradeRun.objects.filter(pk=found.pk).update(ended_at=quiet)
    assert sweep() == 0
