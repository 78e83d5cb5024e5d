"""Who is told about the term of an agreement, on either side."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from agreements.continuity.notices import CENTRE, ORGANISATION, TO_CENTRE, TO_ORGANISATION
from agreements.continuity.queries import tenant_of
from agreements.registry.models import Agreement
from foundation.tenancy import inside
from notifications.services import notify
from tenants.rules import TenantState


def tell_centre(agreement: Agreement, key: str, text: str, *more: Profile) -> None:
    """A notice to DCI, leading to the page of the agreement."""
    notify(
        users_holding(*CENTRE, *more, today=timezone.localdate()),
        kind=TO_CENTRE,
        key=key,
        values={"frase": text},
        link=reverse("registry:agreement", args=[agreement.uid], urlconf="config.urls.centre"),
    )


def tell_organisation(agreement: Agreement, key: str, text: str, link: str = "/") -> None:
    """A notice and an e-mail to who administers and who heads the organisation."""
    tenant = tenant_of(agreement)
    if tenant is None or tenant.life != TenantState.ACTIVE:
        return
    with inside(tenant.schema_name):
        tell_here(key, text, link)


def tell_here(key: str, text: str, link: str = "/") -> None:
    """The same, already in the schema of the organisation."""
    notify(
        users_holding(*ORGANISATION, today=timezone.localdate()),
        kind=TO_ORGANISATION,
        key=key,
        values={"frase": text},
        link=link,
    )
