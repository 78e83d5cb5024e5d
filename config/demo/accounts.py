"""Who may sign in where, read from the database as it is."""

from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from access.models import Assignment
from config.demo import keys
from config.demo.mark import ENDING
from foundation.tenancy import PUBLIC, inside
from notifications.links import on_host
from tenants.models import Domain


def accounts() -> Iterator[str]:
    """Line by line: the password, then every host with its people and their profiles."""
    password = keys.known() or f"not known here ({keys.place()} is missing)"
    yield "demonstration: every person and every fact is invented"
    yield f"password of every account below: {password}"
    yield f"{on_host(settings.BASE_DOMAIN, '/')}  portal, no sign-in"
    for host, name, schema in places():
        people = sorted(held_in(schema).items())
        if people:
            yield f"{on_host(host, '/')}  {name}"
            yield from (f"    {email:48} {', '.join(held)}" for email, held in people)


def places() -> Iterator[tuple[str, str, str]]:
    """Host, name and schema of the centre and of every open organisation."""
    yield settings.CENTRE_HOST, "CGE-MG", PUBLIC
    found = Domain.objects.filter(is_primary=True, tenant__life="active").select_related(
        "tenant__organisation"
    )
    for domain in found.order_by("tenant__organisation__name"):
        yield domain.domain, domain.tenant.organisation.name, domain.tenant.schema_name


def held_in(schema: str) -> dict[str, list[str]]:
    """The profiles that invented people hold today in a schema, by e-mail."""
    today = timezone.localdate()
    held: defaultdict[str, list[str]] = defaultdict(list)
    with inside(schema):
        found = Assignment.objects.filter(user__email__endswith=ENDING, user__is_active=True)
        for each in found.select_related("user", "organ", "unit"):
            if each.end_date is None or each.end_date >= today:
                held[each.user.email].append(str(each))
    return dict(held)
