"""Later stages, a note on the agreement, or its end, asked for by the partner and answered."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from access.rules import Actor, Profile
from agreements.continuity import services
from agreements.continuity.asking_rules import AskingState, delay_faults
from agreements.continuity.models import Amendment, Apostille, Asking, Ending
from agreements.continuity.rules import AmendmentKind, EndingKind, Term
from agreements.continuity.values import Gazette
from agreements.desk.waiting import waiting
from agreements.registry.models import Agreement
from agreements.work_plans.models import Stage
from agreements.work_plans.services import date_stages
from audit.queries import entries_of
from foundation.refusals import Denied
from foundation.tenancy import inside
from notifications.models import Notice
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories.agreements import ANALYST, deliver_events
from tests.factories.askings import asking_note, asking_to_leave
from tests.factories.publication import (
    PUBLISHER,
    dated_stage,
    in_force,
    published,
    signed_agreement_of,
    with_amendment,
)
from tests.matrix.world import mail_read
from tests.people import Programme, Visitor, person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
WHY = "A equipe mudou no meio do ano."
DIRECTOR = Actor(name="Dirce", profile=Profile.DCI_DIRECTOR)


def own(agreement: Agreement, more: str = "") -> str:
    return f"/acordo/{agreement.uid}/{more}"


def centre(agreement: Agreement, more: str = "") -> str:
    return f"/acordos/{agreement.uid}/{more}"


def page(visitor: Visitor, address: str) -> str:
    return visitor.get(address).content.decode()


def queue(profile: Profile = Profile.DCI_DIRECTOR) -> list[str]:
    actor = Actor(name="Dirce", profile=profile)
    return [each.what for each in waiting(actor, timezone.localdate())]


def running() -> tuple[Agreement, Stage]:
    agreement = published(signed_agreement_of(FIRST)).agreement
    stage = dated_stage(agreement)
    agreement.refresh_from_db()
    return agreement, stage


def delay(stage: Stage, **more: object) -> dict[str, object]:
    return {"stages": [str(stage.uid)], "days": "30", "justification": WHY} | more


@pytest.mark.parity("G15")
def test_stages_end_later_once_the_amendment_that_the_partner_asked_for_is_published(
    first_as: As, centre_as: As
) -> None:
    agreement, stage = running()
    assert stage.end_date is not None
    later = stage.end_date + timedelta(days=30)
    percival, ana = first_as(Profile.HEAD), centre_as(Profile.DCI_ANALYST)
    assert "Pedir novos prazos no plano" in page(percival, own(agreement))
    assert str(stage) in page(percival, own(agreement, "aditivo/plano/"))
    assert percival.post(own(agreement, "aditivo/plano/"), delay(stage)).status_code == 302
    asking = Asking.objects.get()
    told = f"etapa {stage.number} até {later:%d/%m/%Y}"
    assert asking.stages[str(stage.uid)]["end_date"] == later.isoformat()
    with inside(FIRST.schema):
        assert told[6:] in entries_of(asking).get().changes["pedido"][1]
        deliver_events()
    assert Notice.objects.filter(user=ana.user, text__contains=told[6:]).exists()
    assert "Responder ao pedido da organização: novos prazos no plano de trabalho" in queue()
    assert ana.post(centre(agreement, "aditivo/pedido/aceitar/")).status_code == 302
    amendment = Amendment.objects.get()
    assert (amendment.kind, amendment.new_end_date) == (
        AmendmentKind.WORK_PLAN,
        agreement.end_date,
    )
    assert "Assinar o 1º termo aditivo" in queue()
    signed_and_out(agreement)
    stage.refresh_from_db()
    assert (stage.end_date, stage.moved_by) == (later, "1º termo aditivo")
    agreement.refresh_from_db()
    assert agreement.end_date == amendment.new_end_date
    date_stages(uid=agreement.uid, known={}, at=timezone.now())
    stage.refresh_from_db()
    assert stage.end_date == later
    assert told in page(percival, own(agreement))


def signed_and_out(agreement: Agreement) -> None:
    today, now = timezone.localdate(), timezone.now()
    services.sign_amendment(
        actor=ANALYST(),
        uid=agreement.uid,
        signed_date=today,
        document_number="112233",
        file=upload(PDF, "aditivo.pdf"),
        at=now,
    )
    assert "Publicar o 1º termo aditivo" in queue(Profile.PUBLICATION)
    services.publish_amendment(
        actor=PUBLISHER,
        uid=agreement.uid,
        gazette=Gazette(published_date=today, page="4"),
        file=upload(PDF, "diario.pdf"),
        at=now,
    )
    assert not [each for each in queue() if "termo aditivo" in each]


@pytest.mark.parametrize(
    ("ends", "why", "field"),
    [
        ({}, WHY, "stages"),
        ({"3.1": date(2027, 1, 2)}, WHY, "days"),
        ({"3.1": date(2026, 5, 1)}, WHY, "days"),
        ({"3.1": date(2026, 12, 1)}, " ", "justification"),
    ],
)
def test_no_stage_ends_after_the_agreement_nor_before_today(
    ends: dict[str, date], why: str, field: str
) -> None:
    term = Term(date(2026, 1, 1), date(2026, 12, 31))
    faults = delay_faults(term, ends, justification=why, today=date(2026, 6, 1))
    assert set(faults) == {field}


def test_a_stage_of_another_agreement_is_not_among_those_to_choose(first_as: As) -> None:
    agreement, _ = running()
    foreign = dated_stage(in_force(200))
    answer = first_as(Profile.HEAD).post(own(agreement, "aditivo/plano/"), delay(foreign))
    assert answer.status_code == 422
    assert not Asking.objects.exists()


def test_a_correction_becomes_an_apostille_with_the_words_of_the_partner(
    first_as: As, centre_as: As
) -> None:
    agreement = in_force(200, place=FIRST)
    adelia, ana = first_as(Profile.ORGANISATION_ADMIN), centre_as(Profile.DCI_ANALYST)
    text = "Onde se lê “Vila”, leia-se “Vila Nova”."
    note = {"kind": "misprint", "text": text, "justification": WHY}
    assert adelia.post(own(agreement, "apostila/"), note | {"text": " "}).status_code == 422
    assert adelia.post(own(agreement, "apostila/"), note).status_code == 302
    assert text.rstrip(".") in page(ana, centre(agreement, "apostila/pedido/"))
    assert ana.post(centre(agreement, "aditivo/pedido/aceitar/")).status_code == 409
    answer = {"noted_date": f"{timezone.localdate()}", "document_number": "998877"}
    assert ana.post(centre(agreement, "apostila/pedido/"), answer).status_code == 302
    noted = Apostille.objects.get()
    assert (noted.kind, noted.text) == ("misprint", text)
    deliver_events()
    with inside(FIRST.schema):
        assert Notice.objects.filter(user=adelia.user, text__contains="aceitou").exists()
    assert not [each for each in queue() if "pedido da organização" in each]


def test_another_head_asked_for_signs_for_the_partner_once_it_is_noted(centre_as: As) -> None:
    agreement = in_force(200, place=FIRST)
    Asking.objects.create(
        agreement=agreement,
        organisation=agreement.organisation,
        kind="head",
        text="Assume Nova Prefeita.",
        justification=WHY,
        asked_at=timezone.now(),
        asked_by_name="Percival",
    )
    ana = centre_as(Profile.DCI_ANALYST)
    answer = {"noted_date": f"{timezone.localdate()}", "document_number": "998877"}
    address = centre(agreement, "apostila/pedido/")
    assert ana.post(address, answer).status_code == 422
    head = {"name": "Nova Prefeita", "post": "Prefeita", "act": "Termo de posse nº 2"}
    head |= {"mandate_start": "2025-01-01"}
    assert ana.post(address, answer | head).status_code == 302
    agreement.refresh_from_db()
    assert agreement.head.name == "Nova Prefeita"


@pytest.mark.parity("G19")
def test_who_heads_the_partner_denounces_with_notice_and_the_director_registers_the_act(
    first_as: As, centre_as: As
) -> None:
    agreement = in_force(400, place=FIRST)
    percival, dirce = first_as(Profile.HEAD), centre_as(Profile.DCI_DIRECTOR)
    last = timezone.localdate() + timedelta(days=agreement.notice_days)
    told = {"last_date": f"{last}", "justification": "A prefeitura adotou outro sistema."}
    early = told | {"last_date": f"{last - timedelta(days=1)}"}
    assert percival.post(own(agreement, "denuncia/"), early).status_code == 422
    assert first_as(Profile.ORGANISATION_ADMIN).get(own(agreement, "denuncia/")).status_code == 403
    assert percival.post(own(agreement, "denuncia/"), told).status_code == 302
    assert "Responder ao pedido da organização: denúncia do acordo" in queue()
    address = centre(agreement, "fim/pedido/")
    ana = centre_as(Profile.DCI_ANALYST)
    assert ana.post(address, {"file": upload(PDF, "oficio.pdf")}).status_code == 403
    assert dirce.post(address).status_code == 422
    assert dirce.post(address, {"file": upload(PDF, "oficio.pdf")}).status_code == 302
    ending = Ending.objects.get()
    assert (ending.kind, ending.side, ending.last_date) == (EndingKind.WITHDRAWAL, "partner", last)
    assert Asking.objects.get().state == AskingState.TAKEN
    assert percival.post(own(agreement, "apostila/"), {}).status_code == 409


def test_while_an_amendment_is_on_its_way_only_a_correction_may_be_asked_for(first_as: As) -> None:
    agreement = with_amendment(in_force(200, place=FIRST))
    percival = first_as(Profile.HEAD)
    told = page(percival, own(agreement))
    assert "Pedir correção" in told
    assert "Denunciar o acordo" not in told
    for more in ("aditivo/plano/", "denuncia/"):
        assert percival.get(own(agreement, more)).status_code == 409
    assert percival.get(own(agreement, "apostila/")).status_code == 200


def test_a_neighbour_and_who_only_observes_ask_for_nothing(first_as: As, second_as: As) -> None:
    agreement = in_force(200, place=FIRST)
    for more in ("aditivo/plano/", "apostila/", "denuncia/"):
        assert second_as(Profile.HEAD).get(own(agreement, more)).status_code == 404
        assert first_as(Profile.OBSERVER).get(own(agreement, more)).status_code == 403
    asking_to_leave(agreement)
    with inside(SECOND.schema):
        assert not Asking.objects.exists()
    with pytest.raises(Denied):
        services.accept_withdrawal(
            actor=ANALYST(), uid=agreement.uid, file=upload(PDF, "x.pdf"), at=timezone.now()
        )


def test_programmes_ask_with_a_key_and_a_person_alone_denounces() -> None:
    agreement, stage = running()
    head = Programme(FIRST.host, person(FIRST.schema, Profile.HEAD))
    sent = head.post(f"/api{own(agreement, 'aditivo/plano/')}", delay(stage))
    assert sent.status_code == 201, sent.content
    assert head.post(f"/api{own(agreement, 'aditivo/desistir/')}").status_code == 200
    note = {"kind": "misprint", "text": "Onde se lê A, leia-se B.", "justification": WHY}
    assert head.post(f"/api{own(agreement, 'apostila/')}", note).status_code == 201
    assert head.post(f"/api{own(agreement, 'aditivo/desistir/')}").status_code == 200
    more = {"term_length": 12, "term_unit": "months", "justification": WHY, "late_reason": ""}
    assert head.post(f"/api{own(agreement, 'aditivo/')}", more).status_code == 201
    assert head.post(f"/api{own(agreement, 'denuncia/')}", {}).status_code == 403
    assert [each.kind for each in Asking.objects.order_by("pk")] == [
        "work_plan",
        "misprint",
        "extension",
    ]


def test_the_queue_holds_messages_that_nobody_registered() -> None:
    assert not [each for each in queue(Profile.CABINET) if "mensagem" in each]
    mail_read()
    assert [each for each in queue(Profile.CABINET) if each.startswith("Registrar a mensagem")]
    assert not [each for each in queue() if "Registrar a mensagem" in each]


def test_what_is_asked_is_refused_with_a_reason_whatever_it_is(centre_as: As) -> None:
    agreement = asking_note(in_force(200, place=FIRST))
    dirce = centre_as(Profile.DCI_DIRECTOR)
    address = centre(agreement, "aditivo/pedido/recusar/")
    assert dirce.post(address, {"reason": "Falta o documento."}).status_code == 302
    assert Asking.objects.get().state == AskingState.REFUSED
    assert not Apostille.objects.exists()
