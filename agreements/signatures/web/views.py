"""Have signatures read: from a document of SEI, from a signed PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_by_uid
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState, SignedDocument
from agreements.registry.web.typed import typed
from agreements.registry.web.verbs import verb
from agreements.signatures import permissions, queries, services
from agreements.signatures.backends.sei import is_configured
from agreements.signatures.chapters import WORDS
from agreements.signatures.rules import LinkedDocument
from agreements.signatures.services.sei import NOT_CONFIGURED
from agreements.signatures.web.forms import LinkForm, SignedPdfForm
from foundation.refusals import NotAllowed, NotFound
from foundation.words import counted


@acting
@confirmed
def link_sei(request: ActingRequest, uid: UUID, document: str) -> HttpResponse:
    """Say in which document of SEI a text is signed."""
    found, which = to_sign(request, uid, document)
    form = LinkForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.link_sei(
            actor=request.actor,
            uid=uid,
            document=LinkedDocument(which.value),
            at=timezone.now(),
            **form.cleaned_data,
        ),
        title=f"Vincular ao SEI: {which.label}",
        submit="Vincular",
        done="Documento vinculado: as assinaturas serão lidas no SEI em instantes e toda noite.",
        text_hash=found.text_hash(which),
    )


@require_POST
@acting
def unlink_sei(request: ActingRequest, uid: UUID, link_uid: UUID) -> HttpResponse:
    """Watch a document no longer."""
    link_of(request, uid, link_uid)
    services.unlink_sei(actor=request.actor, uid=uid, link_uid=link_uid, at=timezone.now())
    messages.success(request, "Documento desvinculado. O que já foi lido fica registrado.")
    return redirect("registry:agreement", uid)


@require_POST
@acting
def read_sei(request: ActingRequest, uid: UUID, link_uid: UUID) -> HttpResponse:
    """Ask SEI now."""
    link_of(request, uid, link_uid)
    if not is_configured():
        raise NotAllowed(NOT_CONFIGURED)
    count = services.read_sei(actor=request.actor, uid=link_uid, at=timezone.now())
    told = counted(count, "assinatura nova lida no SEI", "assinaturas novas lidas no SEI")
    messages.success(request, f"{told}." if count else "Nenhuma assinatura nova no SEI.")
    return redirect("registry:agreement", uid)


@acting
@confirmed
def signed_pdf(request: ActingRequest, uid: UUID, document: str) -> HttpResponse:
    """Read the signatures in a PDF."""
    found, which = to_sign(request, uid, document)
    AGREEMENT_FLOW.after("sign", AgreementState(found.state))
    form = SignedPdfForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.read_signed_pdf(
            actor=request.actor,
            uid=uid,
            document=which,
            file=form.cleaned_data["file"],
            at=timezone.now(),
        ),
        title=f"Enviar PDF assinado: {which.label}",
        submit="Ler assinaturas",
        done="Assinaturas lidas e registradas.",
        text_hash=found.text_hash(which),
    )


def to_sign(request: ActingRequest, uid: UUID, word: str) -> tuple[Agreement, SignedDocument]:
    """The agreement and the text, for who has signatures read. Raises NotFound or Denied."""
    found = agreement_by_uid(request.actor, uid)
    if word not in WORDS:
        raise NotFound
    require(request.actor, permissions.READ_SIGNATURES)
    return found, WORDS[word]


def link_of(request: ActingRequest, uid: UUID, link_uid: UUID) -> None:
    """Raise NotFound or Denied unless the document is watched for this agreement."""
    found = agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.READ_SIGNATURES)
    if not queries.linked_to(found).filter(uid=link_uid).exists():
        raise NotFound
