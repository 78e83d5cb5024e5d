"""What a person at the centre may do with an organisation now: each a button with its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse

from access.rules import Actor, Capability
from tenants import lifecycle, permissions, training
from tenants.models import Tenant
from tenants.rules import TENANT_FLOW, TenantState
from tenants.web.forms import DropForm, ReasonForm, RenameForm


@dataclass(frozen=True, slots=True)
class Offer:
    """One verb in the words of the page."""

    capability: Capability
    service: Callable[..., Any]
    done: str
    section: str
    summary: str
    title: str
    kind: str = "danger"
    form: type[ReasonForm] = ReasonForm


STEER, END = permissions.STEER_TENANT, permissions.END_TENANT
OFFERS = {
    "suspend": Offer(
        permissions.SUSPEND_TENANT,
        lifecycle.suspend,
        "Organização suspensa.",
        "Suspender",
        "Suspender a organização",
        "O endereço deixa de abrir e quem está conectado sai; os dados ficam guardados.",
    ),
    "resume": Offer(
        permissions.SUSPEND_TENANT,
        lifecycle.resume,
        "Organização reativada.",
        "Reativar",
        "Reativar a organização",
        "O endereço volta a abrir para todas as pessoas da organização.",
        "primary",
    ),
    "freeze": Offer(
        STEER,
        lifecycle.freeze,
        "A organização está em modo somente leitura.",
        "Somente leitura",
        "Tornar somente leitura",
        "As pessoas continuam entrando e consultando; o banco de dados recusa qualquer alteração.",
    ),
    "reopen": Offer(
        STEER,
        lifecycle.reopen,
        "A organização pode escrever de novo.",
        "Devolver a escrita",
        "Devolver a escrita",
        "As pessoas da organização voltam a registrar e alterar informações.",
        "primary",
    ),
    "close": Offer(
        STEER,
        lifecycle.close,
        "Organização encerrada.",
        "Encerrar",
        "Encerrar a organização",
        "Ninguém mais entra; o endereço informa que a organização foi encerrada.",
    ),
    "recover": Offer(
        STEER,
        lifecycle.recover,
        "Organização recuperada, em modo somente leitura.",
        "Recuperar",
        "Recuperar a organização",
        "O endereço volta a abrir, em modo somente leitura, com todos os dados.",
        "primary",
    ),
    "archive": Offer(
        END,
        lifecycle.request_departure,
        "Arquivamento pedido: a cópia é feita e conferida em segundo plano.",
        "Arquivar",
        "Arquivar a organização",
        "Uma cópia completa é feita e restaurada para conferência; depois os dados saem de uso.",
    ),
    "drop": Offer(
        END,
        lifecycle.confirm_drop,
        "Eliminação confirmada: os dados são eliminados em segundo plano.",
        "Eliminar",
        "Confirmar a eliminação dos dados",
        "Não há volta: restará só a cópia guardada. Quem pediu o arquivamento não pode confirmar.",
        form=DropForm,
    ),
}
RENAME = Offer(
    permissions.RENAME_HOST,
    lifecycle.rename_host,
    "Endereço alterado; o anterior leva ao novo.",
    "Endereço",
    "Mudar o endereço",
    "O endereço anterior continua levando ao novo.",
    "secondary",
    RenameForm,
)
RESET = Offer(
    permissions.RESET_TRAINING,
    training.reset,
    "Reinício pedido: em menos de um minuto o ambiente volta ao começo.",
    "Reiniciar o treinamento",
    "Reiniciar o ambiente de treinamento",
    "Tudo o que foi registrado nele se perde e os dados fictícios são refeitos. As contas e os"
    " perfis da organização inteira ficam; todas as pessoas entram de novo.",
)
SPECIAL = {"rename": RENAME, "reset_training": RESET}
RENAMABLE = (TenantState.ACTIVE, TenantState.READ_ONLY)


def offer_of(verb: str) -> Offer:
    """The offer behind a verb of the URL."""
    return SPECIAL.get(verb) or OFFERS[verb]


def offered(actor: Actor, tenant: Tenant | None) -> Iterator[str]:
    """The verbs that are possible now for this person."""
    if tenant is None:
        return
    state = TenantState(tenant.life)
    for verb in TENANT_FLOW.verbs(state):
        if verb in OFFERS and actor.may(OFFERS[verb].capability):
            yield verb
    if state in RENAMABLE and actor.may(RENAME.capability):
        yield "rename"
    is_ready = state == TenantState.ACTIVE and tenant.organisation.is_training
    if is_ready and actor.may(RESET.capability):
        yield "reset_training"


def blank_form(verb: str, tenant: Tenant, *given: Any) -> forms.Form:
    """The form of a verb; its identifiers carry the verb, as many forms share the page."""
    return offer_of(verb).form(*given, auto_id=f"id_{verb}_%s", schema=tenant.schema_name)


def actions(actor: Actor, tenant: Tenant | None, **bound: forms.Form) -> list[dict[str, Any]]:
    """What the page shows: a section for each verb, with the form that came back if one did."""
    if tenant is None:
        return []
    return [
        {
            "offer": offer_of(verb),
            "form": bound.get(verb) or blank_form(verb, tenant),
            "action": reverse(f"organisations:{verb}", args=[tenant.organisation.uid]),
        }
        for verb in offered(actor, tenant)
    ]
