"""Every table that an organisation's schema holds, and why: tables cost memory × organisations."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django_tenants.routers import TenantSyncRouter

MOST = 110
OF_LIBRARIES = {
    "django_migrations": ("django", "Which migrations the schema holds: what an upgrade compares."),
    "django_content_type": ("contenttypes", "Empty; made by its library, for `auth_permission`."),
    "auth_permission": ("auth", "Empty; made by its library. Capabilities replace it."),
    "auth_group": ("auth", "Empty; made by its library. Profiles replace it."),
    "auth_group_permissions": ("auth", "Empty; ties the two above."),
    "django_session": ("sessions", "Who is signed in: a session opens nothing elsewhere."),
    "mfa_authenticator": ("mfa", "What a person signs in with besides the password."),
    "usersessions_usersession": ("usersessions", "Where a person is signed in, to be ended there."),
    "account_emailaddress": ("account", "The address by which a person signs in and is reached."),
    "account_emailconfirmation": (
        "account",
        "One-time keys of an address: a signed key would open in every organisation.",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One table, the app it belongs to, and its reason; without one the reason is empty."""

    name: str
    app: str
    reason: str


def tables() -> list[Table]:
    """The tables of an organisation, by app and name."""
    found = [Table(name, *why) for name, why in OF_LIBRARIES.items()]
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.proxy or not meta.managed or meta.db_table in OF_LIBRARIES:
            continue
        if TenantSyncRouter().app_in_list(meta.app_label, settings.TENANT_APPS):
            found.append(Table(meta.db_table, meta.app_label, reason(model)))
    return sorted(found, key=lambda table: (table.app, table.name))


def reason(model: type[Model]) -> str:
    """The opening sentence of a model; of a table that Django makes, what it ties together."""
    owner = model._meta.auto_created
    if owner:
        field = next(
            each
            for each in owner._meta.many_to_many
            if each.remote_field.through is model  # type: ignore[attr-defined]
        )
        return f"`{owner.__name__}.{field.name}`: {field.verbose_name}, as many as there are."
    said = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    return "" if said.startswith(f"{model.__name__}(") else said  # Django's own: name and fields


def page() -> str:
    """One row for each table, after their number."""
    return "\n".join(rows()) + "\n"


def rows() -> Iterator[str]:
    """The lines of the page."""
    found = tables()
    yield from (f"{len(found)} tables; {MOST} are the most.", "")
    yield from ("| table | app | why |", "| --- | --- | --- |")
    yield from (f"| `{each.name}` | {each.app} | {each.reason} |" for each in found)
