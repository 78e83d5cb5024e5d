"""Plan, drafts and sending on their pages."""

from uuid import uuid4

import pytest

from access.rules import Profile
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.work_plans.models import Draft, Stage
from audit.queries import entries_of
from tests.conftest import As
from tests.factories import agreements as make

STAGE = {
    "description": "Instalar em ambiente de teste",
    "responsible": "partner",
    "start_event": "gazette",
    "start_offset": "0",
    "end_event": "gazette",
    "end_offset": "45",
    "offset_unit": "days",
}


def url(agreement: Agreement, rest: str = "") -> str:
    """A page of an agreement."""
    return f"/acordos/{agreement.uid}/{rest}"


def first_stage(agreement: Agreement) -> Stage:
    """The first stage of the plan."""
    return Stage.objects.select_related("goal").filter(goal__plan__agreement=agreement)[0]


def test_dci_generates_drafts_and_downloads_them(centre_as: As) -> None:
    agreement = make.an_agreement()
    analyst = centre_as(Profile.DCI_ANALYST)
    assert "Gerar minutas" in analyst.get(url(agreement)).content.decode()
    page = analyst.post(url(agreement, "minutas/gerar/"), follow=True).content.decode()
    assert "Minutas geradas: versão 1" in page
    assert entries_of(agreement).filter(verb="work_plans.drafts.generated").exists()
    draft = Draft.objects.filter(agreement=agreement)[0]
    for file, start in ((draft.docx, b"PK"), (draft.pdf, b"%PDF")):
        address = f"/arquivos/{file.uid}/"
        assert address in page
        answer = analyst.get(address, follow=True)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content).startswith(start)


def test_the_cabinet_neither_generates_nor_downloads_drafts(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    cabinet = centre_as(Profile.CABINET)
    assert cabinet.post(url(agreement, "minutas/gerar/")).status_code == 403
    draft = Draft.objects.filter(agreement=agreement)[0]
    assert cabinet.get(f"/arquivos/{draft.pdf.uid}/", follow=True).status_code == 404
    assert Draft.objects.filter(agreement=agreement).count() == 2


def test_the_director_sends_the_texts(centre_as: As) -> None:
    agreement = make.an_agreement_with_opinion()
    director = centre_as(Profile.DCI_DIRECTOR)
    assert director.get(url(agreement, "enviar/")).status_code == 200
    answer = director.post(url(agreement, "enviar/"), follow=True)
    assert "Textos enviados para assinatura" in answer.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.AWAITING_SIGNATURE
    assert entries_of(agreement).filter(verb="registry.agreement.sent_for_signature").exists()


def test_the_page_says_why_the_texts_cannot_be_sent(centre_as: As) -> None:
    agreement = make.an_agreement()
    answer = centre_as(Profile.DCI_DIRECTOR).post(url(agreement, "enviar/"))
    assert answer.status_code == 422
    assert "Gere as minutas" in answer.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT


def test_the_analyst_does_not_send(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    analyst = centre_as(Profile.DCI_ANALYST)
    assert analyst.get(url(agreement, "enviar/")).status_code == 403
    assert analyst.post(url(agreement, "enviar/")).status_code == 403


def test_texts_are_sent_and_generated_only_in_draft(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    director = centre_as(Profile.DCI_DIRECTOR)
    assert director.post(url(agreement, "enviar/")).status_code == 409
    assert director.post(url(agreement, "minutas/gerar/")).status_code == 409
    assert director.post(f"/acordos/etapas/{first_stage(agreement).uid}/", STAGE).status_code == 409


@pytest.mark.parametrize("rest", ["plano/", "enviar/"])
def test_pages_of_an_unknown_agreement_are_not_found(centre_as: As, rest: str) -> None:
    director = centre_as(Profile.DCI_DIRECTOR)
    assert director.get(f"/acordos/{uuid4()}/{rest}").status_code == 404


@pytest.mark.parametrize(
    "path", ["etapas/{uid}/", "metas/{uid}/etapas/nova/", "etapas/{uid}/retirar/"]
)
def test_unknown_stages_and_goals_are_not_found(centre_as: As, path: str) -> None:
    address = f"/acordos/{path.format(uid=uuid4())}"
    assert centre_as(Profile.DCI_ANALYST).post(address, STAGE).status_code == 404


def test_a_plan_that_was_not_started_is_not_found(centre_as: As) -> None:
    agreement = make.an_agreement()
    assert centre_as(Profile.DCI_ANALYST).get(url(agreement, "plano/")).status_code == 404


def test_dci_changes_adds_and_takes_out_stages(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    analyst = centre_as(Profile.DCI_ANALYST)
    stage = first_stage(agreement)
    assert "Publicar o extrato" in analyst.get(url(agreement, "plano/")).content.decode()
    assert analyst.get(f"/acordos/etapas/{stage.uid}/").status_code == 200
    changed = analyst.post(f"/acordos/etapas/{stage.uid}/", STAGE, follow=True)
    assert "Instalar em ambiente de teste" in changed.content.decode()
    added = f"/acordos/metas/{stage.goal.uid}/etapas/nova/"
    assert analyst.get(added).status_code == 200
    assert analyst.post(added, STAGE).status_code == 302
    assert stage.goal.stages.count() == 4
    analyst.post(f"/acordos/etapas/{stage.uid}/retirar/")
    assert stage.goal.stages.count() == 3
    assert entries_of(agreement).filter(verb="work_plans.plan.stage_changed").count() == 3


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"description": ""}, "Etapa: "),
        ({"end_offset": "-1"}, "terminar antes de começar"),
        ({"end_offset": "muitos"}, "Fim: quantos dias: "),
        ({"start_event": "lua"}, "Começo: contados de: "),
    ],
)
def test_a_bad_stage_is_explained_and_not_saved(
    centre_as: As, wrong: dict[str, str], sentence: str
) -> None:
    agreement = make.an_agreement_with_drafts()
    stage = first_stage(agreement)
    answer = centre_as(Profile.DCI_ANALYST).post(f"/acordos/etapas/{stage.uid}/", STAGE | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    stage.refresh_from_db()
    assert stage.description == "Publicar o extrato no Diário Oficial do Estado"


def test_the_comptroller_reads_the_plan_but_does_not_change_it(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    comptroller = centre_as(Profile.COMPTROLLER)
    assert comptroller.get(url(agreement, "plano/")).status_code == 200
    stage = first_stage(agreement)
    for path in (f"etapas/{stage.uid}/", f"metas/{stage.goal.uid}/etapas/nova/"):
        assert comptroller.post(f"/acordos/{path}", STAGE).status_code == 403
    assert comptroller.post(f"/acordos/etapas/{stage.uid}/retirar/").status_code == 403
