"""What Cabinet and DCI do with requests, agreements and proposed data, asked for by a programme."""

from typing import Any

from django import forms

from access.duties import Pair
from access.openapi import Told
from access.rules import Actor, require
from access.verbs import Wish, verb
from agreements.registry import permissions, queries, services
from agreements.registry.api.reading import (
    AGREEMENTS,
    OF_AGREEMENT,
    OF_REQUEST,
    PROPOSALS,
    REQUESTS,
)
from agreements.registry.models import Agreement
from agreements.registry.road import DOCUMENT_WORDS, SIDE_WORDS
from agreements.registry.services.signatures import permission_for
from agreements.registry.web.agreement_forms import SignatureForm, SpeciesForm, TermsForm
from agreements.registry.web.examination_forms import DiligenceForm, MeetingForm, ScheduleForm
from agreements.registry.web.forms import (
    AdmissionForm,
    EmailRequestForm,
    ForwardForm,
    ReasonForm,
    RefusalForm,
)
from foundation.refusals import NotFound

DOCUMENTS = {word: document for document, word in DOCUMENT_WORDS.items()}
SIDES = {word: side for side, word in SIDE_WORDS.items()}
OF_PROPOSAL = {"uid": "Identificador da proposta."}
OF_ONE_REQUEST: dict[str, Any] = {"where": OF_REQUEST, "find": queries.request_by_uid}
OF_ONE_AGREEMENT: dict[str, Any] = {"where": OF_AGREEMENT, "find": queries.agreement_by_uid}
OF_ONE_PROPOSAL: dict[str, Any] = {"where": OF_PROPOSAL, "find": queries.proposal_by_uid}


@verb(
    Told(
        "registrar_pedido",
        "Registra um pedido que chegou por e-mail",
        "Com o ofício assinado e os dados da mensagem, como na página do Gabinete.",
        group=REQUESTS,
    ),
    page="registry:register",
    form=EmailRequestForm,
    wanted=permissions.REGISTER_REQUEST,
    creates=True,
)
def register(wish: Wish) -> object:
    return services.submit_request(actor=wish.actor, at=wish.at, **wish.form.values())


@verb(
    Told(
        "encaminhar_pedido",
        "Encaminha um pedido à DCI",
        "Com o número do processo SEI.",
        group=REQUESTS,
    ),
    page="registry:forward",
    form=ForwardForm,
    wanted=permissions.FORWARD_REQUEST,
    **OF_ONE_REQUEST,
)
def forward(wish: Wish) -> object:
    return services.forward_to_dci(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


@verb(
    Told(
        "pedir_diligencia",
        "Pede o que falta a quem fez o pedido",
        "O prazo da triagem fica suspenso até a resposta.",
        group=REQUESTS,
    ),
    page="registry:ask",
    form=DiligenceForm,
    wanted=permissions.ASK_DILIGENCE,
    creates=True,
    **OF_ONE_REQUEST,
)
def ask(wish: Wish) -> object:
    return services.ask_diligence(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


@verb(
    Told(
        "marcar_reuniao",
        "Marca uma reunião, ou muda a que estava marcada",
        "Quem fez o pedido é avisado por e-mail.",
        group=REQUESTS,
    ),
    page="registry:schedule_meeting",
    form=ScheduleForm,
    wanted=permissions.RECORD_MEETING,
    creates=True,
    **OF_ONE_REQUEST,
)
def schedule(wish: Wish) -> object:
    return services.schedule_meeting(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


@verb(
    Told(
        "registrar_reuniao",
        "Registra uma reunião que aconteceu",
        "Com as anotações e, se houver, a ata assinada.",
        group=REQUESTS,
    ),
    page="registry:meeting",
    form=MeetingForm,
    wanted=permissions.RECORD_MEETING,
    creates=True,
    **OF_ONE_REQUEST,
)
def meet(wish: Wish) -> object:
    return services.record_meeting(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


def refusing(wish: Wish, data: Any, files: Any) -> RefusalForm:
    """With the reason that whoever registered the request gives to decide on it."""
    found = queries.request_by_uid(wish.actor, wish.uid)
    joins = queries.is_registrar(wish.actor, found)
    return RefusalForm(data, files).ask(Pair.REGISTER_DECIDE, joins=joins)


@verb(
    Told("indeferir_pedido", "Indefere um pedido", "Com o motivo.", group=REQUESTS),
    page="registry:refuse",
    form=RefusalForm,
    make=refusing,
    wanted=permissions.DECIDE_REQUEST,
    **OF_ONE_REQUEST,
)
def refuse(wish: Wish) -> object:
    return services.refuse_request(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


def admitting(wish: Wish, data: Any, files: Any) -> AdmissionForm:
    """With the same reason."""
    found = queries.request_by_uid(wish.actor, wish.uid)
    joins = queries.is_registrar(wish.actor, found)
    return AdmissionForm(data).ask(Pair.REGISTER_DECIDE, joins=joins)


@verb(
    Told(
        "admitir_pedido",
        "Admite um pedido",
        "O acordo nasce em minuta, do instrumento escolhido.",
        group=REQUESTS,
    ),
    page="registry:admit",
    form=AdmissionForm,
    make=admitting,
    wanted=permissions.DECIDE_REQUEST,
    is_confirmed=True,
    **OF_ONE_REQUEST,
)
def admit(wish: Wish) -> object:
    return services.admit_request(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


@verb(
    Told(
        "alterar_condicoes",
        "Altera as condições de um acordo em minuta",
        "Todas de uma vez. Leia o acordo antes: o ETag diz o que se leu.",
        group=AGREEMENTS,
    ),
    page="registry:terms",
    form=TermsForm,
    wanted=permissions.CHANGE_TERMS,
    versioned="revision",
    **OF_ONE_AGREEMENT,
)
def change_terms(wish: Wish) -> object:
    return services.change_terms(
        actor=wish.actor,
        uid=wish.uid,
        revision=wish.given["revision"],
        terms=wish.form.terms(),
        at=wish.at,
    )


@verb(
    Told(
        "mudar_instrumento",
        "Muda o instrumento de um acordo em minuta",
        "De Acordo de Cooperação Técnica para Termo de Adesão ou de volta, com o motivo.",
        group=AGREEMENTS,
    ),
    page="registry:species",
    form=SpeciesForm,
    wanted=permissions.CHANGE_TERMS,
    **OF_ONE_AGREEMENT,
)
def change_species(wish: Wish) -> object:
    return services.change_species(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


class SignedForm(SignatureForm):
    """The signature, and of which text it is."""

    text_hash = forms.CharField(
        label="SHA-256 do texto assinado", max_length=64, help_text="O de “textos” do acordo."
    )


def to_sign(actor: Actor, uid: Any, document: str, side: str) -> Agreement:
    """An agreement, for who records the signatures of a side. Raises NotFound or Denied."""
    found = queries.agreement_by_uid(actor, uid)
    if document not in DOCUMENTS or side not in SIDES:
        raise NotFound
    require(actor, permission_for(SIDES[side]))
    return found


@verb(
    Told(
        "assinar",
        "Registra uma assinatura",
        "De um lado, em um dos textos, com o documento assinado.",
        group=AGREEMENTS,
    ),
    page="registry:sign",
    form=SignedForm,
    find=to_sign,
    is_confirmed=True,
    where=OF_AGREEMENT | {"document": "Acordo ou plano.", "side": "Quem assina."},
)
def sign(wish: Wish) -> object:
    return services.record_signature(
        actor=wish.actor,
        uid=wish.uid,
        document=DOCUMENTS[wish.where["document"]],
        side=SIDES[wish.where["side"]],
        text_hash=wish.given["text_hash"],
        seal=wish.form.seal(),
        file=wish.given["file"],
        at=wish.at,
    )


@verb(
    Told(
        "devolver_a_minuta",
        "Devolve à minuta textos que ninguém assinou",
        "Com o motivo.",
        group=AGREEMENTS,
    ),
    page="registry:return_to_draft",
    form=ReasonForm,
    wanted=permissions.SEND_FOR_SIGNATURE,
    **OF_ONE_AGREEMENT,
)
def return_to_draft(wish: Wish) -> object:
    return services.return_to_draft(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


@verb(
    Told(
        "aceitar_dados_propostos",
        "Aceita os dados que uma organização propõe",
        "Eles passam a valer na hora.",
        group=PROPOSALS,
    ),
    page="registry:accept_change",
    wanted=permissions.JUDGE_CHANGE,
    **OF_ONE_PROPOSAL,
)
def accept_change(wish: Wish) -> object:
    return services.accept_change(actor=wish.actor, uid=wish.uid, at=wish.at)


@verb(
    Told(
        "recusar_dados_propostos",
        "Recusa os dados que uma organização propõe",
        "Com o motivo.",
        group=PROPOSALS,
    ),
    page="registry:refuse_change",
    form=ReasonForm,
    wanted=permissions.JUDGE_CHANGE,
    **OF_ONE_PROPOSAL,
)
def refuse_change(wish: Wish) -> object:
    return services.refuse_change(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)
