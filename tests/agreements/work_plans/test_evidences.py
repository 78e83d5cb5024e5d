"""A stage which the system cannot see is done when either side says so, and shows why."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Actor, Profile
from agreements.registry.models import Agreement
from agreements.work_plans import services
from agreements.work_plans.models import Stage, StageEvidence
from agreements.work_plans.rules import proof_faults
from audit.queries import entries_of
from foundation.refusals import Denied, Invalid, NotAllowed, NotFound
from foundation.tenancy import PUBLIC, inside
from notifications.models import Notice
from tests.conftest import As
from tests.factories.agreements import ANALYST, deliver_events
from tests.factories.publication import (
    proof,
    published,
    signed_agreement_of,
    stage_done,
    stage_of_partner,
)
from tests.people import Programme, Visitor, person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
ACT = "Portaria nº 7, de 2026."
HEAD = Actor(name="Percival Prefeito", profile=Profile.HEAD)


def in_force() -> Agreement:
    found = published(signed_agreement_of(FIRST)).agreement
    found.refresh_from_db()
    return found


def typed(**more: object) -> dict[str, object]:
    values = {"done_date": f"{timezone.localdate()}", "evidence": ACT, "url": ""}
    return values | more


def own(agreement: Agreement, stage: Stage) -> str:
    return f"/acordo/{agreement.uid}/etapas/{stage.uid}/"


def page(visitor: Visitor, address: str) -> str:
    return visitor.get(address).content.decode()


def stage_by(agreement: Agreement, **wanted: object) -> Stage:
    return Stage.objects.filter(goal__plan__agreement=agreement, **wanted)[0]


def told_under_role(agreement: Agreement, stage: Stage) -> StageEvidence:
    with inside(FIRST.schema):
        return services.report_stage(
            actor=HEAD, uid=agreement.uid, stage_uid=stage.uid, proof=proof(), at=timezone.now()
        )


def test_the_partner_tells_of_its_stage_and_both_sides_read_the_evidence(
    first_as: As, centre_as: As
) -> None:
    agreement = in_force()
    stage = stage_of_partner(agreement)
    percival, ana = first_as(Profile.HEAD), centre_as(Profile.DCI_ANALYST)
    assert own(agreement, stage) in page(percival, "/acordo/")
    address = "https://vila.mg.gov.br/portaria-7"
    assert percival.post(own(agreement, stage), typed(url=address)).status_code == 302
    found = StageEvidence.objects.get()
    assert (found.stage, found.side, found.evidence) == (stage, "partner", ACT)
    with inside(FIRST.schema):
        assert entries_of(found).get().actor_name == percival.user.name
    assert entries_of(found).get().changes["evidência"] == ["", ACT]
    assert percival.post(own(agreement, stage), typed()).status_code == 409
    with inside(FIRST.schema):
        deliver_events()
        deliver_events()
    stage.refresh_from_db()
    assert stage.done_date == timezone.localdate()
    assert Notice.objects.filter(user=ana.user, text__contains=str(stage)).count() == 1
    for told in (page(percival, "/acordo/"), page(ana, f"/acordos/{agreement.uid}/plano/")):
        assert ACT in told
        assert f'href="{address}"' in told
    assert own(agreement, stage) not in page(percival, "/acordo/")


def test_the_centre_takes_a_completion_back_and_the_partner_reads_why_and_tells_again(
    first_as: As, centre_as: As
) -> None:
    agreement = in_force()
    stage = stage_done(agreement)
    ana, percival = centre_as(Profile.DCI_ANALYST), first_as(Profile.HEAD)
    address = f"/acordos/etapas/{stage.uid}/reabrir/"
    assert ACT in page(ana, address)
    assert ana.post(address, {"reason": " "}).status_code == 422
    assert ana.post(address, {"reason": "A portaria é de outro órgão."}).status_code == 302
    assert ana.post(address, {"reason": "De novo."}).status_code == 409
    stage.refresh_from_db()
    assert stage.done_date is None
    found = StageEvidence.objects.get()
    assert (found.evidence, found.withdrawal_reason) == (ACT, "A portaria é de outro órgão.")
    deliver_events()
    with inside(FIRST.schema):
        assert entries_of(found).get().reason == found.withdrawal_reason
        assert Notice.objects.filter(user=percival.user, text__contains="outro órgão").exists()
    assert "outro órgão" in page(percival, "/acordo/")
    assert percival.post(own(agreement, stage), typed()).status_code == 302
    assert StageEvidence.objects.filter(stage=stage).count() == 2


def test_the_centre_completes_a_stage_of_its_own(centre_as: As) -> None:
    agreement = in_force()
    stage = stage_by(agreement, responsible="cge", shown_by="")
    ana = centre_as(Profile.DCI_ANALYST)
    plan = f"/acordos/{agreement.uid}/plano/"
    address = f"/acordos/etapas/{stage.uid}/concluir/"
    assert address in page(ana, plan)
    assert ana.post(address, typed(evidence=" ")).status_code == 422
    assert ana.post(address, typed()).status_code == 302
    stage.refresh_from_db()
    assert stage.done_date == timezone.localdate()
    entry = entries_of(agreement).get(verb="work_plans.stage.completed")
    assert entry.changes["evidência"] == ["", ACT]
    assert address not in page(ana, plan)
    assert ana.post(address, typed()).status_code == 409
    assert centre_as(Profile.AUDITOR).post(address, typed()).status_code == 403


def test_what_the_system_sees_for_itself_nobody_completes_by_hand(first_as: As) -> None:
    agreement = in_force()
    stage = stage_by(agreement, shown_by="receipt")
    refused = first_as(Profile.HEAD).post(own(agreement, stage), typed())
    assert refused.status_code == 409
    assert "confirmação do recebimento" in refused.content.decode()
    with pytest.raises(NotAllowed, match="sozinha"):
        services.complete_stage(actor=ANALYST(), uid=stage.uid, proof=proof(), at=timezone.now())


def test_the_partner_tells_neither_of_a_stage_of_cge_nor_before_the_agreement_has_effect(
    first_as: As,
) -> None:
    agreement = signed_agreement_of(FIRST)
    percival = first_as(Profile.HEAD)
    assert percival.get(own(agreement, stage_of_partner(agreement))).status_code == 409
    published(agreement)
    of_centre = stage_by(agreement, responsible="cge", shown_by="")
    assert percival.get(own(agreement, of_centre)).status_code == 409
    assert (
        first_as(Profile.OBSERVER).get(own(agreement, stage_of_partner(agreement))).status_code
        == 403
    )
    with pytest.raises(Denied):
        services.report_stage(
            actor=ANALYST(),
            uid=agreement.uid,
            stage_uid=of_centre.uid,
            proof=proof(),
            at=timezone.now(),
        )


def test_a_neighbour_finds_nothing_of_it(second_as: As) -> None:
    agreement = in_force()
    stage = stage_of_partner(agreement)
    told_under_role(agreement, stage)
    assert second_as(Profile.HEAD).get(own(agreement, stage)).status_code == 404
    with inside(SECOND.schema):
        assert not StageEvidence.objects.exists()


def test_a_stage_of_another_agreement_is_not_found_and_never_settled() -> None:
    agreement, other = in_force(), published().agreement
    foreign = stage_of_partner(other)
    with pytest.raises(NotFound):
        told_under_role(agreement, foreign)
    forged = told_under_role(agreement, stage_of_partner(agreement))
    StageEvidence.objects.filter(pk=forged.pk).update(stage=foreign)
    assert services.settle_stage(uid=forged.uid, at=timezone.now()) is False
    foreign.refresh_from_db()
    assert foreign.done_date is None


def test_what_was_taken_back_before_it_was_settled_completes_nothing() -> None:
    agreement = in_force()
    stage = stage_of_partner(agreement)
    found = told_under_role(agreement, stage)
    services.reopen_stage(actor=ANALYST(), uid=stage.uid, reason="Falta a data.", at=timezone.now())
    assert services.settle_stage(uid=found.uid, at=timezone.now()) is False
    stage.refresh_from_db()
    assert stage.done_date is None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"done_date": 1}, "done_date"),
        ({"done_date": -1}, "done_date"),
        ({"evidence": "  "}, "evidence"),
        ({"url": "javascript:alert(1)"}, "url"),
    ],
)
def test_it_needs_a_day_within_the_agreement_and_something_that_shows_it(
    more: dict[str, Any], field: str
) -> None:
    today = timezone.localdate()
    if "done_date" in more:
        more = {"done_date": today + timedelta(days=more["done_date"])}
    assert set(proof_faults(proof(**more), since=today, today=today)) == {field}
    agreement = in_force()
    Agreement.objects.filter(pk=agreement.pk).update(start_date=today)
    with pytest.raises(Invalid) as refusal:
        services.complete_stage(
            actor=ANALYST(),
            uid=stage_of_partner(agreement).uid,
            proof=proof(**more),
            at=timezone.now(),
        )
    assert set(refusal.value.errors) == {field}
    assert not StageEvidence.objects.exists()


def test_programmes_do_the_same_with_a_key() -> None:
    agreement = in_force()
    stage = stage_of_partner(agreement)
    head = Programme(FIRST.host, person(FIRST.schema, Profile.HEAD))
    sent = head.post(f"/api{own(agreement, stage)}", typed())
    assert sent.status_code == 201, sent.content
    assert sent.json()["uid"] == str(StageEvidence.objects.get().uid)
    analyst = Programme(settings.CENTRE_HOST, person(PUBLIC, Profile.DCI_ANALYST))
    address = f"/api/acordos/etapas/{stage.uid}/"
    assert analyst.post(f"{address}concluir/", typed()).status_code == 409
    assert analyst.post(f"{address}reabrir/", {"reason": "Falta."}).status_code == 200
    assert analyst.post(f"{address}concluir/", typed()).status_code == 200
    stage.refresh_from_db()
    assert stage.done_date == timezone.localdate()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.work_plans_stageevidence SET evidence = 'outra'",
        "UPDATE public.work_plans_stage SET done_date = current_date",
        "DELETE FROM public.work_plans_stageevidence",
        "INSERT INTO public.work_plans_stageevidence (uid, stage_id, agreement_id, organisation_id,"
        " side, done_date, evidence, url, given_at, given_by_name, withdrawal_reason)"
        " SELECT gen_random_uuid(), stage_id, agreement_id, organisation_id, 'cge', done_date,"
        " 'x', '', now(), 'x', '' FROM public.work_plans_stageevidence",
    ],
)
def test_under_its_role_an_organisation_only_tells(statement: str) -> None:
    agreement = in_force()
    told_under_role(agreement, stage_of_partner(agreement))
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match=r"permission denied|only tells"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
