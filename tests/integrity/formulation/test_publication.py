"""The last step: act, file, acknowledgements; and that nothing changes afterwards."""

import hashlib
import json
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.utils import timezone

from access.models import Assignment
from access.rules import Actor, Profile
from audit.models import Entry
from audit.queries import entries_of
from documents.models import StoredFile
from events.models import Outbox
from events.registry import dispatch
from integrity.formulation.events import PlanPublished
from integrity.formulation.handlers import tell_the_organ
from integrity.formulation.models import Action, Commission, Plan, PlanPublication
from integrity.formulation.queries.files import may_have_plan
from integrity.formulation.services.approval import return_plan
from integrity.formulation.services.versions import new_version
from notifications.models import Email, Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor

SENT = {
    "published_date": "2026-02-20",
    "act_name": "Portaria nº 12",
    "act_url": "https://exemplo.test/portaria-12",
    "had_launch": "nao",
    "no_launch_reason": "Será feito depois.",
    "is_on_site": "sim",
    "site_url": "https://exemplo.test/plano",
    "source": "gerar",
    "knows_content": "on",
    "knows_closing": "on",
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def plan(in_first: None) -> Plan:
    made = make.ready_plan(actions=2)
    make.approved(made)
    return made


@pytest.fixture
def head(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.HEAD)


def send(visitor: Visitor, plan: Plan, **given: Any) -> Any:
    """Post the form of publication."""
    plan.refresh_from_db()
    sent = {**SENT, "version": plan.version, **given}
    return visitor.post(f"/planos/{plan.uid}/publicacao/", sent)


@pytest.mark.parity("P67")
@pytest.mark.parity("P68")
def test_a_plan_is_published_frozen_and_told(head: Visitor, plan: Plan) -> None:
    assert send(head, plan).status_code == 302
    plan.refresh_from_db()
    kept = plan.publication
    assert (plan.state, kept.published_by_name) == ("published", head.user.name)
    text = json.dumps(kept.snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert kept.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert [each["number"] for each in kept.snapshot["actions"]] == ["1", "2"]
    entry = entries_of(plan)[0]
    assert entry.verb == "formulation.plan_published"
    assert entry.changes["Situação"] == ["Aprovado", "Publicado"]
    page = head.get(f"/planos/{plan.uid}/").content.decode()
    assert kept.sha256 in page
    assert "Portaria nº 12" in page
    assert f'/planos/{plan.uid}/comissao/"' not in page


@pytest.mark.parity("P71")
def test_everybody_of_the_organ_downloads_the_published_pdf(
    head: Visitor, first_as: As, second_as: As, plan: Plan
) -> None:
    send(head, plan)
    file = PlanPublication.objects.get().file
    answer = first_as(Profile.OBSERVER).get(f"/arquivos/{file.uid}/", follow=True)
    assert answer.status_code == 200
    with pikepdf.open(BytesIO(answer.getvalue())) as pdf:
        assert len(pdf.pages) >= 1
        assert "/StructTreeRoot" in pdf.Root
    away = first_as(Profile.EXECUTOR, organ=make.organ())
    assert away.get(f"/arquivos/{file.uid}/").status_code == 404
    assert second_as(Profile.HEAD).get(f"/arquivos/{file.uid}/").status_code == 404


@pytest.mark.parity("P66")
def test_the_final_pdf_may_be_sent_instead(head: Visitor, plan: Plan) -> None:
    upload = SimpleUploadedFile("Plano final.pdf", PDF, "application/pdf")
    assert send(head, plan, source="enviar", file=upload).status_code == 302
    file = PlanPublication.objects.get().file
    assert (file.name, file.sha256) == ("Plano final.pdf", hashlib.sha256(PDF).hexdigest())


@pytest.mark.parity("P66")
@pytest.mark.parity("N15")
@pytest.mark.parity("N20")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        (None, b""),
        ("plano.pdf", b"MZ\x90\x00" + b"\x00" * 512),
        ("plano.docx", PDF),
        ("plano.pdf", PDF + b"\x00" * (10 * 1024 * 1024)),
    ],
    ids=["none", "an EXE named pdf", "another type", "over 10 MB"],
)
def test_a_wrong_pdf_is_refused_beside_the_field(
    head: Visitor, plan: Plan, name: str | None, content: bytes
) -> None:
    files = {"file": SimpleUploadedFile(name, content)} if name else {}
    answer = send(head, plan, source="enviar", **files)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]
    assert "Será feito depois." in answer.content.decode()
    assert not PlanPublication.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parity("P65")
@pytest.mark.parity("P67")
@pytest.mark.parity("N15")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"act_name": ""}, "act_name"),
        ({"act_url": ""}, "act_url"),
        ({"act_url": "javascript:alert(1)"}, "act_url"),
        ({"published_date": ""}, "published_date"),
        ({"published_date": "2999-01-01"}, "published_date"),
        ({"had_launch": ""}, "had_launch"),
        ({"had_launch": "sim"}, "launch_date"),
        ({"no_launch_reason": ""}, "no_launch_reason"),
        ({"is_on_site": "talvez"}, "is_on_site"),
        ({"site_url": ""}, "site_url"),
        ({"is_on_site": "nao"}, "no_site_reason"),
        ({"source": ""}, "source"),
        ({"knows_content": ""}, "knows_content"),
        ({"knows_closing": ""}, "knows_closing"),
    ],
)
def test_what_the_answers_demand_is_demanded_by_the_server(
    head: Visitor, plan: Plan, given: dict[str, str], field: str
) -> None:
    answer = send(head, plan, **given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    plan.refresh_from_db()
    assert (plan.state, PlanPublication.objects.count()) == ("approved", 0)


@pytest.mark.parity("P65")
def test_of_each_pair_only_the_answer_that_applies_is_kept(head: Visitor, plan: Plan) -> None:
    given = {"had_launch": "sim", "launch_date": "2026-03-10", "is_on_site": "nao"}
    send(head, plan, **given, no_site_reason="Em obras", site_url="https://exemplo.test/x")
    kept = PlanPublication.objects.get()
    assert (kept.no_launch_reason, kept.site_url, kept.no_site_reason) == ("", "", "Em obras")


@pytest.mark.parity("N18")
def test_an_empty_plan_is_shown_what_is_missing_and_never_passes(
    first_as: As, in_first: None
) -> None:
    empty = make.plan()
    head = first_as(Profile.HEAD)
    where = f"/planos/{empty.uid}/enviar/"
    page = head.get(where).text
    assert "Registre a comissão e quem faz parte dela." in page
    assert "Enviar o plano</" not in page
    assert head.post(where, {"version": empty.version}).status_code == 409
    make.commission(empty)
    make.axis(empty)
    empty.refresh_from_db()
    assert head.post(where, {"version": empty.version}).status_code == 409
    assert send(head, empty).status_code == 409
    assert not PlanPublication.objects.exists()


def test_a_plan_is_published_once(head: Visitor, plan: Plan) -> None:
    send(head, plan)
    assert send(head, plan).status_code == 409
    assert head.get(f"/planos/{plan.uid}/publicacao/").status_code == 409
    assert PlanPublication.objects.count() == 1


def test_a_plan_that_changed_meanwhile_is_read_again_before_it_is_published(
    head: Visitor, plan: Plan
) -> None:
    version = plan.version
    sent = plan.submissions.get()
    return_plan(actor=make.HEAD, uid=sent.uid, reason="Falta uma ação.", at=make.AT)
    make.action(plan, "3")
    make.approved(plan)
    answer = send(head, plan, version=version)
    assert answer.status_code == 409
    assert "O plano mudou" in answer.content.decode()
    again = answer.context["form"]["version"].value()
    assert send(head, plan, version=again).status_code == 302


@pytest.mark.parity("N3")
def test_after_publication_nobody_drafts_any_more(head: Visitor, plan: Plan) -> None:
    send(head, plan)
    axis, action = plan.axes.get(), plan.actions.get(number="1")
    sub_axis = "8d0b5ea6-5b4f-4a17-9e8e-111111111111"
    for rest in (
        "comissao/",
        "eixos/novo/",
        f"eixos/{axis.uid}/editar/",
        f"eixos/{axis.uid}/excluir/",
        f"eixos/{axis.uid}/subeixos/novo/",
        f"subeixos/{sub_axis}/excluir/",
        "acoes/nova/",
        f"acoes/{action.uid}/editar/",
        f"acoes/{action.uid}/excluir/",
        "importar/",
    ):
        answer = head.post(f"/planos/{plan.uid}/{rest}", {"title": "Tarde demais"})
        assert answer.status_code == 409, rest
    assert (plan.axes.count(), plan.actions.count()) == (1, 2)


@pytest.mark.parametrize("change", [{"act_name": "Outra"}, {"snapshot": {}}, {"sha256": "0" * 64}])
def test_the_database_keeps_a_publication_as_it_was(
    head: Visitor, plan: Plan, change: dict[str, Any]
) -> None:
    send(head, plan)
    with pytest.raises(InternalError), transaction.atomic():
        PlanPublication.objects.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        PlanPublication.objects.all().delete()


@pytest.mark.parity("P70")
def test_each_profile_of_the_organ_is_told_once_what_comes_next(
    head: Visitor, first_as: As, plan: Plan
) -> None:
    controller, stranger = (
        first_as(Profile.INTERNAL_CONTROL),
        first_as(Profile.MONITORING, organ=make.organ()),
    )
    send(head, plan)
    body = Outbox.objects.get(name=PlanPublished.name).body
    for _ in range(2):
        tell_the_organ(PlanPublished.from_body(body))
    told = Notice.objects.filter(user=controller.user).values_list("text", flat=True)
    start = "Plano publicado: Plano de Integridade 2026. Agora, "
    assert sorted(each.removeprefix(start) for each in told) == [
        "registre quem vai executar as ações de cada unidade.",
        "registre quem vai monitorar: o órgão ainda não tem comissão de monitoramento.",
    ]
    assert not Notice.objects.filter(user=stranger.user).exists()
    assert Email.objects.filter(to=controller.user.email).count() == 2
    assert Email.objects.filter(to=head.user.email).count() == 1


@pytest.mark.parity("P70")
def test_monitors_and_administrators_are_told_where_there_are_some(
    head: Visitor, first_as: As, plan: Plan
) -> None:
    ana, monica = first_as(Profile.ORGANISATION_ADMIN), first_as(Profile.MONITORING)
    controller = first_as(Profile.INTERNAL_CONTROL)
    send(head, plan)
    tell_the_organ(PlanPublished.from_body(Outbox.objects.get(name=PlanPublished.name).body))
    texts = {
        each: Notice.objects.get(user=each.user).text.rpartition(". Agora, ")[2]
        for each in (ana, monica, controller)
    }
    assert texts[ana] == "o órgão passa à execução."
    assert texts[monica].startswith("reúna quem responde")
    assert texts[controller].startswith("registre quem vai executar")
    assert entries_of(plan)[0].verb == PlanPublished.name


@pytest.mark.parity("P69")
def test_publication_ends_the_drafting_role_and_keeps_the_account(
    head: Visitor, first_as: As, plan: Plan
) -> None:
    other = make.organ()
    drafting = Profile.FORMULATION
    fatima = first_as(drafting, organ=plan.organ)
    unit = first_as(drafting, "Ugo Unidade", unit=plan.actions.all()[0].executing_unit)
    both, elsewhere = first_as(drafting, "Wanda"), first_as(drafting, "Enzo", organ=other)
    where = f"/planos/{plan.uid}/"
    send(head, plan)
    body = Outbox.objects.get(name=PlanPublished.name).body
    for _ in range(2):
        dispatch(PlanPublished.name, body)
    for visitor in (fatima, unit):
        held = Assignment.objects.get(user=visitor.user)
        assert (held.ended_at is not None, visitor.user.is_active) == (True, True)
        assert visitor.get(where).status_code == 403, "an account without a profile"
        (told,) = Entry.verbs.filter(verb="people.profile_ended", subject_uid=held.uid)
        assert (told.actor_profile, told.reason) == ("system", f"Plano publicado: {plan}")
        assert "a elaboração está encerrada" in Notice.objects.get(user=visitor.user).text
    for visitor in (both, elsewhere):
        assert Assignment.objects.get(user=visitor.user).ended_at is None
    assert head.get(where).status_code == 200


@pytest.mark.parity("P69")
def test_who_drafts_the_next_plan_keeps_the_role_when_the_last_is_told_late(
    head: Visitor, first_as: As, plan: Plan
) -> None:
    fatima = first_as(Profile.FORMULATION)
    send(head, plan)
    body = Outbox.objects.get(name=PlanPublished.name).body
    new_version(head.actor, plan, timezone.now())
    dispatch(PlanPublished.name, body)
    assert Assignment.objects.get(user=fatima.user).ended_at is None


@pytest.mark.parametrize("profile", [Profile.EXECUTOR, Profile.MONITORING, Profile.OBSERVER])
def test_publishing_is_for_the_drafting_profiles(
    first_as: As, plan: Plan, profile: Profile
) -> None:
    assert send(first_as(profile), plan).status_code == 403
    assert not PlanPublication.objects.exists()


def test_the_snapshot_does_not_follow_what_happens_later(head: Visitor, plan: Plan) -> None:
    send(head, plan)
    before = PlanPublication.objects.get().snapshot
    Action.objects.filter(plan=plan).update(title="Outro título", updated_at=timezone.now())
    Commission.objects.filter(plan=plan).update(start_date=timezone.localdate())
    assert PlanPublication.objects.get().snapshot == before


@pytest.mark.parity("P160")
def test_plans_of_communication_and_training_go_along_as_files(
    head: Visitor, first_as: As, plan: Plan
) -> None:
    files = {
        "communication_file": SimpleUploadedFile("comunicacao.pdf", PDF, "application/pdf"),
        "training_file": SimpleUploadedFile("capacitacao.pdf", PDF + b"%2", "application/pdf"),
    }
    assert send(head, plan, **files).status_code == 302
    kept = PlanPublication.objects.get()
    assert kept.communication_file and kept.communication_file.name == "comunicacao.pdf"
    assert kept.training_file and kept.training_file.name == "capacitacao.pdf"
    observer = first_as(Profile.OBSERVER)
    page = observer.get(f"/planos/{plan.uid}/").content.decode()
    assert "comunicacao.pdf" in page and "capacitacao.pdf" in page
    for file in (kept.communication_file, kept.training_file):
        assert may_have_plan(Actor(name="Olga", profile=Profile.OBSERVER), file)
    assert entries_of(plan)[0].verb == "formulation.plan_published"
