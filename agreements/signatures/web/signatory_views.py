"""Who signs for the partner: tick, untick, and another head."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_by_uid, missing_of
from agreements.registry.web.typed import typed
from agreements.registry.web.verbs import verb
from agreements.signatures import permissions, queries, services
from agreements.signatures.checklist import (
    ALREADY,
    OPEN_STATES,
    SIGNED_ALREADY,
    partner_has_to_sign,
)
from agreements.signatures.checklist_chapter import WORDS
from agreements.signatures.services.signatories import permission_for
from agreements.signatures.web.forms import WithdrawForm
from agreements.signatures.web.signatory_forms import CheckForm, HeadForm
from foundation.refusals import NotAllowed, NotFound

ITEMS = {word: item for item, word in WORDS.items()}
REOPENS = (
    "A conferência de quem assina recomeça para o novo dirigente, e o que a sala pediu ao partícipe"
    " é pedido de novo. O que já foi assinado continua valendo."
)


@acting
def check_item(request: ActingRequest, uid: UUID, word: str) -> HttpResponse:
    """Say what was found, and where."""
    found = agreement_by_uid(request.actor, uid)
    if word not in ITEMS:
        raise NotFound
    item = ITEMS[word]
    require(request.actor, permission_for(item))
    refuse_past(found)
    if item in queries.checked_days(found):
        raise NotAllowed(ALREADY)
    form = CheckForm(*typed(request), item=item)
    return verb(
        request,
        found,
        form,
        lambda: services.check_item(
            actor=request.actor, uid=uid, item=item, at=timezone.now(), **form.cleaned_data
        ),
        title=str(item.label),
        submit="Registrar",
        done=f"Registrado: {item.label}.",
        text=f"{found.head}, {found.head.act}.",
    )


@acting
def withdraw_check(request: ActingRequest, uid: UUID, check_uid: UUID) -> HttpResponse:
    """It is not so any more."""
    found = agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.CHECK_SIGNATORY)
    refuse_past(found)
    check = queries.checks_of(found).filter(uid=check_uid).first()
    if check is None:
        raise NotFound
    form = WithdrawForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.withdraw_check(
            actor=request.actor,
            uid=uid,
            check_uid=check_uid,
            at=timezone.now(),
            **form.cleaned_data,
        ),
        title=f"Desfazer: {check}",
        submit="Desfazer",
        done="O item voltou a ficar em aberto.",
    )


@acting
def change_head(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Another person heads the partner."""
    found = agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.CHANGE_HEAD)
    refuse_past(found)
    form = HeadForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.change_head(
            actor=request.actor, uid=uid, head=form.head(), at=timezone.now()
        ),
        title="Registrar troca de dirigente",
        submit="Registrar",
        done="Troca registrada: confira os documentos de quem passa a assinar.",
        text=REOPENS,
    )


def refuse_past(found: Agreement) -> None:
    """Raise NotAllowed once nobody has to sign for the partner."""
    if found.state not in OPEN_STATES or not partner_has_to_sign(missing_of(found)):
        raise NotAllowed(SIGNED_ALREADY)
