"""The registry's own chapters of an agreement, and the steps of a request."""

from django.urls import reverse

from access.rules import Actor
from agreements.registry import permissions, queries
from agreements.registry.chapters import Action, Chapter, NextStep, chapter, own_chapter
from agreements.registry.models import Agreement, Request
from agreements.registry.rules import AgreementState, RequestState, Side, SignedDocument
from agreements.registry.services.signatures import may_record
from ui.templatetags.formats import day

SIGNING = (AgreementState.AWAITING_SIGNATURE, AgreementState.PARTIALLY_SIGNED)
DOCUMENT_WORDS = {SignedDocument.AGREEMENT: "acordo", SignedDocument.WORK_PLAN: "plano"}
SIDE_WORDS = {Side.CGE: "cge", Side.PARTNER: "participe"}
SUSPENDED = "Suspensa até a resposta da organização"
OUTCOMES = {
    RequestState.REFUSED: "Pedido indeferido",
    RequestState.WITHDRAWN: "Desistência da organização",
    RequestState.ARCHIVED: "Pedido arquivado",
}
WAITING = {
    Side.CGE: "da Controladoria-Geral",
    Side.PARTNER: "do partícipe, que a DCI registra",
}


@chapter(order=10)
def admission(actor: Actor, agreement: Agreement) -> Chapter:
    """The request that the agreement comes from."""
    request = agreement.request
    return Chapter(
        title="Pedido admitido",
        state="done",
        when=day(request.decided_at),
        href=reverse("registry:request", args=[request.uid])
        if actor.may(permissions.SEE_REQUESTS)
        else "",
    )


@chapter(order=30)
def signatures(actor: Actor, agreement: Agreement) -> Chapter:
    """Who signed what, and what is still to be signed."""
    signed = list(queries.signatures_of(agreement))
    signing = agreement.state in SIGNING
    done = agreement.signed_date is not None
    return Chapter(
        title="Assinaturas",
        state="done" if done else "current" if signing else "pending",
        when=day(agreement.signed_date),
        note=f"{len(signed)} de 4 assinaturas" if signing else "",
        next_step=signing_step(actor, agreement) if signing else None,
        template="registry/chapters/signatures.html" if signed or signing else "",
        context={
            "signatures": signed,
            "missing": [
                (agreement.document_name(document), side)
                for document, side in queries.missing_of(agreement)
            ],
        },
    )


@own_chapter(order=30)
def own_signatures(actor: Actor, agreement: Agreement) -> Chapter:
    """When all had signed."""
    done = agreement.signed_date is not None
    return Chapter(
        title="Assinaturas",
        state="done" if done else "current" if agreement.state in SIGNING else "pending",
        when=day(agreement.signed_date),
    )


def signing_step(actor: Actor, agreement: Agreement) -> NextStep:
    """The signatures that the actor may record, and the way back while nobody has signed."""
    missing = queries.missing_of(agreement)
    actions = [
        Action(
            label=f"Registrar assinatura: {agreement.document_name(document)} – {side.label}",
            url=reverse(
                "registry:sign", args=[agreement.uid, DOCUMENT_WORDS[document], SIDE_WORDS[side]]
            ),
            icon="signature",
        )
        for document, side in missing
        if may_record(actor, agreement, side)
    ]
    may_return = actor.may(permissions.SEND_FOR_SIGNATURE)
    if may_return and agreement.state == AgreementState.AWAITING_SIGNATURE:
        url = reverse("registry:return_to_draft", args=[agreement.uid])
        actions.append(Action(label="Devolver à minuta", url=url, kind="secondary"))
    sides = dict.fromkeys(side for _, side in missing)
    return NextStep(
        title="Registrar as assinaturas do acordo e do plano de trabalho",
        text="Faltam assinaturas " + " e ".join(WAITING[side] for side in sides) + ".",
        actions=tuple(actions),
    )


def steps_of(request: Request) -> list[dict[str, str]]:
    """The steps of a request, as whoever follows it sees them."""
    state = RequestState(request.state)
    received = {
        "title": "Pedido recebido",
        "state": "done",
        "when": day(request.received_at),
    }
    examined = request.forwarded_at is not None
    triage = {
        "title": "Análise pela Diretoria Central de Integridade",
        "state": {
            RequestState.RECEIVED: "pending",
            RequestState.IN_TRIAGE: "current",
            RequestState.IN_DILIGENCE: "current",
        }.get(state, "done" if examined else "pending"),
        "when": day(request.forwarded_at),
        "note": SUSPENDED if state == RequestState.IN_DILIGENCE else "",
    }
    decision = {
        "title": OUTCOMES.get(state, "Decisão"),
        "state": "done"
        if state == RequestState.ADMITTED
        else "failed"
        if state in OUTCOMES
        else "pending",
        "when": day(request.decided_at),
        "note": request.decision_reason,
    }
    if state == RequestState.RECEIVED:
        received["note"] = "O Gabinete vai encaminhá-lo à área responsável."
    return [received, triage, decision]


def agreement_steps_of(agreement: Agreement | None) -> list[dict[str, str]]:
    """What follows an admission, in the words of the tracking page."""
    titles = {
        AgreementState.DRAFT: "Minutas do acordo e do plano de trabalho",
        AgreementState.AWAITING_SIGNATURE: "Assinaturas",
        AgreementState.SIGNED: "Publicação do extrato no Diário Oficial",
        AgreementState.PUBLISHED: "Entrega do código e acesso ao SisPMPI",
    }
    reached = place_of(agreement)
    return [
        {
            "title": title,
            "state": "done" if at < reached else "current" if at == reached else "pending",
        }
        for at, title in enumerate(titles.values())
    ]


def place_of(agreement: Agreement | None) -> int:
    """How many of the steps after admission are behind the agreement; -1 before admission."""
    if agreement is None:
        return -1
    return {
        AgreementState.DRAFT: 0,
        AgreementState.AWAITING_SIGNATURE: 1,
        AgreementState.PARTIALLY_SIGNED: 1,
        AgreementState.SIGNED: 2,
        AgreementState.PUBLISHED: 3,
        AgreementState.ENDED: 4,
    }[AgreementState(agreement.state)]


def expected_of(request: Request, agreement: Agreement | None) -> str:
    """What happens next, and who does it, for whoever follows a request."""
    if agreement is not None:
        return {
            AgreementState.DRAFT: "A DCI prepara as minutas e fala com o ponto focal informado.",
            AgreementState.AWAITING_SIGNATURE: "Os textos esperam as assinaturas das duas partes.",
            AgreementState.PARTIALLY_SIGNED: "Ainda falta assinatura de uma das partes.",
            AgreementState.SIGNED: "A CGE-MG vai publicar o extrato no Diário Oficial do Estado.",
            AgreementState.PUBLISHED: "A DTIC fala com o contato técnico sobre a entrega.",
            AgreementState.ENDED: "O acordo terminou.",
        }[AgreementState(agreement.state)]
    return {
        RequestState.RECEIVED: "O Gabinete vai encaminhar o pedido à DCI.",
        RequestState.IN_TRIAGE: "A DCI analisa o pedido e pode propor uma reunião.",
        RequestState.IN_DILIGENCE: "A CGE-MG espera a sua resposta à diligência abaixo.",
        RequestState.REFUSED: "O pedido terminou. Você pode fazer um novo quando quiser.",
        RequestState.WITHDRAWN: "O pedido terminou. Você pode fazer um novo quando quiser.",
        RequestState.ARCHIVED: "O pedido terminou. Você pode fazer um novo quando quiser.",
        RequestState.ADMITTED: "A DCI prepara as minutas.",
    }[RequestState(request.state)]
