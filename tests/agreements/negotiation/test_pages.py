"""The negotiation on the pages of the centre."""

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.negotiation import queries, services
from agreements.negotiation.models import Acceptance, ClauseComment, Exchange, Negotiation
from agreements.negotiation.rules import NegotiationState
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.registry.species import Species
from agreements.work_plans.models import ClauseWording
from audit.queries import entries_of
from tests.conftest import As
from tests.factories import agreements as make
from tests.factories import negotiations as talk
from tests.factories.rooms import a_guest, in_room

NEW = "As partes atuarão com integridade e publicarão o resultado das apurações."


def url(agreement: Agreement, rest: str = "") -> str:
    """A page of the negotiation."""
    return f"/acordos/{agreement.uid}/negociacao/{rest}"


def test_dci_sends_the_drafts_and_reads_them_clause_by_clause(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    analyst = centre_as(Profile.DCI_ANALYST)
    assert "Enviar ao partícipe" in analyst.get(f"/acordos/{agreement.uid}/").content.decode()
    page = analyst.post(url(agreement, "enviar/"), {"note": "Leiam."}, follow=True)
    assert "Minutas enviadas ao partícipe." in page.content.decode()
    assert Exchange.objects.get().note == "Leiam."
    assert entries_of(agreement).filter(verb="negotiation.drafts.sent").exists()
    clause = analyst.get(url(agreement, "clausulas/integridade/")).content.decode()
    assert "recusarão vantagem indevida" in clause
    assert analyst.post(url(agreement, "enviar/"), {"note": ""}).status_code == 409


def test_a_clause_worded_anew_shows_how_it_differs_from_the_model(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    analyst = centre_as(Profile.DCI_ANALYST)
    form = {"text": NEW, "revision": "0"}
    answer = analyst.post(url(agreement, "clausulas/integridade/redigir/"), form, follow=True)
    assert "Cláusula redigida" in answer.content.decode()
    analyst.post(f"/acordos/{agreement.uid}/minutas/gerar/")
    page = analyst.get(url(agreement, "clausulas/integridade/")).content.decode()
    assert "Em que difere do modelo" in page
    assert "[incluído: </span>" in page
    assert "Difere do modelo" in analyst.get(url(agreement)).content.decode()


def test_the_second_of_two_analysts_is_shown_what_the_first_wrote(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    first, second = centre_as(Profile.DCI_ANALYST), centre_as(Profile.DCI_DIRECTOR)
    address = url(agreement, "clausulas/integridade/redigir/")
    assert first.post(address, {"text": NEW, "revision": "0"}).status_code == 302
    answer = second.post(address, {"text": "Outro.", "revision": "0"})
    assert answer.status_code == 409
    assert NEW in answer.content.decode()
    assert "Outro." in answer.content.decode()
    assert ClauseWording.objects.get().paragraphs == [NEW]


def test_what_the_partner_proposes_is_shown_word_by_word_and_answered(centre_as: As) -> None:
    agreement = talk.a_sent_agreement()
    proposal = talk.propose(agreement, NEW)
    talk.give_back(agreement)
    analyst = centre_as(Profile.DCI_ANALYST)
    assert "Propostas do partícipe à espera" in analyst.get(url(agreement)).content.decode()
    address = f"/acordos/propostas/{proposal.uid}/"
    assert "[incluído: </span>" in analyst.get(address).content.decode()
    assert analyst.post(address, {"decision": "refuse"}).status_code == 422
    assert analyst.post(address, {"decision": "take"}).status_code == 302
    assert ClauseWording.objects.get().paragraphs == [NEW]
    assert analyst.get(address).status_code == 409


def test_two_versions_are_compared_clause_by_clause(centre_as: As) -> None:
    agreement = talk.a_sent_agreement()
    talk.propose(agreement, NEW)
    talk.give_back(agreement)
    analyst = centre_as(Profile.DCI_ANALYST)
    page = analyst.get(url(agreement, "comparar/?documento=agreement&de=1&para=2"))
    body = page.content.decode()
    assert "publicarão" in body
    assert "Do objeto" not in body
    assert (
        analyst.get(url(agreement, "comparar/?documento=work_plan&de=1&para=2")).status_code == 404
    )
    assert analyst.get(url(agreement, "comparar/?documento=x&de=1&para=9")).status_code == 422
    same = analyst.get(url(agreement, "comparar/?documento=work_plan&de=1&para=1"))
    assert "Os dois textos são iguais" in same.content.decode()


@pytest.mark.parity("G07")
def test_the_director_accepts_and_the_partners_word_is_recorded(centre_as: As) -> None:
    agreement = talk.a_sent_agreement()
    director, analyst = centre_as(Profile.DCI_DIRECTOR), centre_as(Profile.DCI_ANALYST)
    page = director.get(url(agreement, "aceitar/"))
    hashes = page.context["form"].initial
    assert director.post(url(agreement, "aceitar/"), hashes).status_code == 302
    assert analyst.post(url(agreement, "aceite-do-participe/"), hashes).status_code == 422
    answer = analyst.post(
        url(agreement, "aceite-do-participe/"), hashes | {"how": "Ofício 12/2026"}
    )
    assert answer.status_code == 302
    assert Negotiation.objects.get().state == NegotiationState.AGREED
    assert set(Acceptance.objects.values_list("side", flat=True)) == set(Side)
    assert entries_of(agreement).filter(verb="negotiation.texts.accepted").count() == 2
    assert "Em análise jurídica" in analyst.get(url(agreement)).content.decode()


def test_dci_takes_the_texts_back_and_reopens_them_with_a_reason(centre_as: As) -> None:
    agreement = talk.a_sent_agreement()
    analyst = centre_as(Profile.DCI_ANALYST)
    assert analyst.post(url(agreement, "tomar-de-volta/"), {"reason": ""}).status_code == 422
    assert analyst.post(url(agreement, "tomar-de-volta/"), {"reason": "Erro."}).status_code == 302
    assert analyst.post(url(agreement, "reabrir/"), {"reason": "Erro."}).status_code == 409
    talk.send(agreement)
    for side in Side:
        talk.accept(agreement, side)
    assert analyst.post(url(agreement, "reabrir/"), {"reason": "Parecer."}).status_code == 302
    assert Negotiation.objects.get().state == NegotiationState.ADJUSTING


def test_the_legal_unit_comments_and_the_comptroller_only_reads(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    address = url(agreement, "clausulas/lgpd/")
    legal, comptroller = centre_as(Profile.LEGAL), centre_as(Profile.COMPTROLLER)
    assert legal.post(address, {"text": "Citar a ANPD."}).status_code == 302
    assert legal.post(address, {"text": ""}).status_code == 422
    assert comptroller.post(address, {"text": "x"}).status_code == 403
    assert "Citar a ANPD." in comptroller.get(address).content.decode()
    assert ClauseComment.objects.count() == 1


def test_the_page_leads_from_answers_to_new_drafts_to_sending(centre_as: As) -> None:
    agreement, antonio = talk.a_sent_agreement(), centre_as(Profile.DCI_ANALYST)
    address = f"/acordos/{agreement.uid}/negociacao/"
    talk.propose(agreement, "As partes atuarão com integridade e publicarão as apurações.")
    talk.give_back(agreement)
    page = antonio.get(address).content.decode()
    assert "1 proposta espera resposta. Responda antes de gerar a nova minuta." in page
    assert "Enviar ao partícipe" not in page and "Gerar novas minutas" not in page
    proposal = queries.proposals_of(agreement).get()
    services.answer_proposal(
        actor=make.ANALYST(), uid=proposal.uid, is_taken=True, at=timezone.now(), answer=""
    )
    page = antonio.get(address).content.decode()
    assert "Não há proposta à espera de resposta" in page
    assert "Gerar novas minutas" in page and "Enviar ao partícipe" not in page
    antonio.post(f"/acordos/{agreement.uid}/minutas/gerar/")
    page = antonio.get(address).content.decode()
    assert "Enviar ao partícipe" in page and "Gerar novas minutas" not in page


@pytest.mark.django_db
def test_the_room_leads_to_returning_what_was_proposed_and_says_where_nothing_is() -> None:
    agreement = talk.a_sent_agreement()
    flora = in_room(a_guest(agreement))
    told = flora.get("/sala/clausulas/vigencia/").content.decode()
    assert "Aqui não se propõe outro texto" in told
    assert "Aqui não se propõe" not in flora.get("/sala/clausulas/integridade/").content.decode()
    assert "Ler e aceitar" in flora.get("/sala/clausulas/").content.decode()
    talk.propose(agreement, "As partes atuarão com integridade e publicarão as apurações.")
    page = flora.get("/sala/clausulas/").content.decode()
    assert "Devolver as minutas com o que vocês propõem" in page and "Ler e aceitar" not in page


def test_versions_of_a_termo_are_compared_under_its_name(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts(species=Species.ADHESION)
    page = centre_as(Profile.DCI_ANALYST).get(f"/acordos/{agreement.uid}/negociacao/comparar/")
    assert "Termo de Adesão</option>" in page.content.decode()
    assert "Acordo de Cooperação Técnica</option>" not in page.content.decode()
