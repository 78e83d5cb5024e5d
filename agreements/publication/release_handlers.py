"""What follows a released version: every partner with an agreement in force hears of it."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from agreements.publication import events, queries
from agreements.publication.models import Release
from agreements.publication.notices import DECLARERS, RELEASED, RELEASED_HERE
from agreements.registry.models import Agreement
from events.registry import on
from foundation.tenancy import PUBLIC, inside
from notifications.links import on_portal
from notifications.services import notify, write
from tenants.queries import schema_of

LONGEST_NOTES = 1500


@on(events.CodeReleased)
def tell_partners(event: events.CodeReleased) -> None:
    """One message to who received the code, one notice in each place; told twice it is once."""
    with inside(PUBLIC):
        release = Release.objects.get(uid=event.subject_uid)
        for agreement in queries.to_be_told():
            tell_receiver(release, agreement)
            tell_place(release, agreement)


def tell_receiver(release: Release, agreement: Agreement) -> None:
    """By e-mail, to the technical person who received the code last."""
    found = queries.receiver_of(agreement)
    if found is None:
        return
    name, address = found
    write(
        kind=RELEASED,
        key=f"release:{release.uid}:{agreement.uid}",
        to=address,
        name=name.split(" ", 1)[0],
        link=on_portal("/"),
        values={
            "acordo": agreement.title,
            "organizacao": agreement.organisation.name,
            "versao": release.version,
            "importancia": importance(release),
            "notas": release.notes[:LONGEST_NOTES],
        },
    )


def tell_place(release: Release, agreement: Agreement) -> None:
    """In the place of the organisation, where it has one."""
    schema = schema_of(agreement.organisation_id)
    if schema is None:
        return
    link = reverse("registry:agreement", args=[agreement.uid], urlconf="config.urls.organisation")
    with inside(schema):
        notify(
            users_holding(*DECLARERS, today=timezone.localdate()),
            kind=RELEASED_HERE,
            key=f"release:{release.uid}",
            values={"versao": release.version, "importancia": importance(release)},
            link=link,
        )


def importance(release: Release) -> str:
    """Why a partner should not wait, in the middle of a sentence."""
    if release.is_security:
        return ", que corrige falha de segurança"
    return ", de instalação obrigatória" if release.is_mandatory else ""
