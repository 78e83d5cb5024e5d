"""The organisation's own provider of identity: set up once it answers, switched off at will."""

from datetime import datetime

from django.db import transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.sealing import seal
from identity.links import PROVIDER_SECRET
from identity.models import Provider
from people import permissions
from people.events import ProviderSetUp, ProviderSwitchedOff

NO_ANSWER = (
    "Este endereço não respondeu como um provedor OpenID Connect. Ele precisa começar com https://,"
    " ser público e oferecer PKCE (S256)."
)
LACKING = "Informe o segredo do cliente."
LABELS = {"label": "Nome no botão", "issuer": "Emissor", "client_id": "Cliente"}


def may_manage(actor: Actor) -> None:
    """Raise Denied unless the actor sets up the door of the whole organisation."""
    require(actor, permissions.MANAGE_PROVIDER)
    if actor.visit is not None:
        raise Denied("Quem atende não vê nem muda o provedor de identidade da organização.")
    if actor.organ_id is not None:
        raise Denied("O provedor é da organização inteira: peça o perfil sem órgão definido.")


def set_up_provider(
    *, actor: Actor, label: str, issuer: str, client_id: str, secret: str, at: datetime
) -> Provider:
    """Ask the provider who it is, and keep it with its secret sealed. Raises Denied or Invalid.

    It is asked before anything is locked: a slow one keeps nobody else waiting.
    """
    from identity.oidc.provider import ProviderFault, discover  # heavy, and seldom asked

    may_manage(actor)
    must_have_secret(Provider.objects.first(), issuer, secret)
    try:
        discover(issuer, anew=True)
    except ProviderFault as why:
        raise Invalid({"issuer": [NO_ANSWER]}) from why
    given = {"label": label, "issuer": issuer, "client_id": client_id}
    return keep_provider(actor, given, secret, at)


def must_have_secret(held: Provider | None, issuer: str, secret: str) -> None:
    """Raise Invalid unless a secret is given, or kept for that very issuer."""
    if not secret and (held is None or held.issuer != issuer):
        raise Invalid({"secret": [LACKING]})


@transaction.atomic
def keep_provider(actor: Actor, given: dict[str, str], secret: str, at: datetime) -> Provider:
    """Keep a provider that has answered. Raises Invalid."""
    held = Provider.objects.select_for_update().first()
    must_have_secret(held, given["issuer"], secret)
    changes: dict[str, list[object]] = {
        LABELS[name]: [getattr(held, name, ""), value]
        for name, value in given.items()
        if getattr(held, name, "") != value
    }
    found = held or Provider()
    for name, value in given.items():
        setattr(found, name, value)
    if secret:
        found.sealed_secret = seal(secret, purpose=PROVIDER_SECRET)
        changes["Segredo"] = ["", "informado"]
    found.is_active, found.checked_at = True, at
    found.save()
    emit(ProviderSetUp.of(actor, found, at=at, changes=changes))
    return found


@transaction.atomic
def switch_off_provider(*, actor: Actor, at: datetime) -> Provider:
    """No account opens by it any more; who linked one keeps the link. Raises NotAllowed."""
    may_manage(actor)
    found = Provider.objects.select_for_update().filter(is_active=True).first()
    if found is None:
        raise NotAllowed("Não há provedor em uso.")
    found.is_active = False
    found.save(update_fields=["is_active"])
    emit(ProviderSwitchedOff.of(actor, found, at=at, changes={"Em uso": ["sim", "não"]}))
    return found
