"""Which account a CPF, or a person of an own provider, belongs to; no account is made here.

Of a CPF only a digest under the installation's key is kept, one for each organisation.
"""

from datetime import datetime

from django.db import transaction

from foundation.identifiers import normal_cpf
from foundation.refusals import Invalid
from foundation.stamps import digest
from identity.models import User

PROVIDER_SECRET = "own provider"  # noqa: S105 — the purpose of a seal, not a secret
TAKEN_CPF = "Este CPF já está em outra conta desta organização."
LINKED = (
    "A própria pessoa já ligou esta conta ao gov.br. Só ela troca o CPF, em “Segurança da conta”."
)
OTHER_CPF = (
    "Este CPF não é o desta conta. Entre no gov.br com o seu, ou desligue a conta do gov.br antes"
    " de ligar outro."
)
TAKEN_SUBJECT = "Este acesso já está ligado a outra conta desta organização."


def digest_of_cpf(cpf: str) -> str:
    """What is stored of a CPF in the present schema. Raises ValueError for no CPF."""
    return digest(normal_cpf(cpf), salt="identity.cpf").hex()


def digest_of_subject(issuer: str, subject: str) -> str:
    """What is stored of a person at a provider."""
    return digest(f"{issuer}\0{subject}", salt="identity.provider").hex()


def user_of_cpf(cpf: str) -> User | None:
    """The active account that knows this CPF."""
    try:
        found = User.objects.filter(cpf_digest=digest_of_cpf(cpf), is_active=True)
    except ValueError:
        return None
    return found.first()


def user_of_subject(issuer: str, subject: str) -> User | None:
    """The active account linked to a person of the organisation's own provider."""
    key = digest_of_subject(issuer, subject)
    return User.objects.filter(provider_digest=key, is_active=True).first()


def _key(cpf: str) -> str:
    try:
        return digest_of_cpf(cpf)
    except ValueError as error:
        raise Invalid({"cpf": [str(error)]}) from error


@transaction.atomic
def remember_cpf(*, user: User, cpf: str) -> bool:
    """Keep the digest of somebody's CPF; whether it is new. Raises Invalid."""
    key = _key(cpf)
    if user.cpf_digest == key:
        return False
    if user.govbr_linked_at is not None:
        raise Invalid({"cpf": [LINKED]})
    if User.objects.exclude(pk=user.pk).filter(cpf_digest=key).exists():
        raise Invalid({"cpf": [TAKEN_CPF]})
    user.cpf_digest = key
    user.save(update_fields=["cpf_digest"])
    return True


@transaction.atomic
def link_govbr(*, user: User, cpf: str, at: datetime) -> bool:
    """The account opens by gov.br from now on; whether it did not before.

    Raises Invalid, also where another CPF was told for this account.
    """
    if user.cpf_digest not in (None, _key(cpf)):
        raise Invalid({"cpf": [OTHER_CPF]})
    remember_cpf(user=user, cpf=cpf)
    if user.govbr_linked_at is not None:
        return False
    user.govbr_linked_at = at
    user.save(update_fields=["govbr_linked_at"])
    return True


@transaction.atomic
def unlink_govbr(*, user: User) -> bool:
    """It no longer does, and its CPF is forgotten; whether it did."""
    if user.cpf_digest is None:
        return False
    user.cpf_digest = user.govbr_linked_at = None
    user.save(update_fields=["cpf_digest", "govbr_linked_at"])
    return True


@transaction.atomic
def link_subject(*, user: User, issuer: str, subject: str) -> bool:
    """The account opens by the organisation's own provider. Raises Invalid."""
    key = digest_of_subject(issuer, subject)
    if User.objects.exclude(pk=user.pk).filter(provider_digest=key).exists():
        raise Invalid({"__all__": [TAKEN_SUBJECT]})
    if user.provider_digest == key:
        return False
    user.provider_digest = key
    user.save(update_fields=["provider_digest"])
    return True


@transaction.atomic
def unlink_subject(*, user: User) -> bool:
    """It no longer does; whether it did."""
    if user.provider_digest is None:
        return False
    user.provider_digest = None
    user.save(update_fields=["provider_digest"])
    return True
