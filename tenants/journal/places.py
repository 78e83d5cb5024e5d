"""A partner that acts on a row of the public schema: its own journal and the centre's both tell.

At its own host the entry goes to the centre as well. On the portal and in the room of an
agreement, where a link sent to the partner opens the page, it goes to the partner's schema as
well, once that stands.
"""

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.conf import settings

from access.rules import ORGANISATION_PROFILES, Profile
from events.registry import Event
from foundation.tenancy import PUBLIC, current_schema
from tenants.rules import KEPT_STATES

OF_THE_PARTNER = "agreement__organisation__tenant"


def other_places(event: Event) -> Iterator[str]:
    """The schemas whose journal tells of it besides the present one."""
    if event.is_told_in_both or not is_shared(event.subject_type):
        return
    if current_schema() != PUBLIC:
        if event.actor_profile in ORGANISATION_PROFILES:
            yield PUBLIC
    elif event.actor_profile in (Profile.REQUESTER, Profile.PARTNER):
        yield from schema_of_partner(event.subject_type, event.subject_uid)


def is_shared(subject_type: str) -> bool:
    """Whether rows of this kind lie in the public schema only."""
    name = apps.get_model(subject_type)._meta.app_config.name
    return not any(each == name or each.startswith(f"{name}.") for each in settings.TENANT_APPS)


def schema_of_partner(subject_type: str, uid: UUID) -> Iterator[str]:
    """Where the partner of the subject's agreement works, if anywhere.

    Nothing for what belongs to no agreement yet: nobody has proven who sends a request.
    """
    model = apps.get_model(subject_type)
    if all(field.name != "agreement" for field in model._meta.get_fields()):
        return
    found = model._default_manager.filter(uid=uid, **{f"{OF_THE_PARTNER}__life__in": KEPT_STATES})
    yield from found.values_list(f"{OF_THE_PARTNER}__schema_name", flat=True)
