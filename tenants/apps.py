"""Tenants, as Django knows them; answers the questions the rooms below asked."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """django-tenants without its own start-up, which opens a connection in every process."""

    name = "django_tenants"


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = "Organizações"

    def ready(self) -> None:
        from audit import elsewhere
        from audit.queries import fold
        from documents import registry
        from foundation import tasks
        from notifications import leaving, links
        from tenants import handlers as _handlers  # noqa: F401
        from tenants import queries, training
        from tenants.addresses import handlers  # noqa: F401  registers itself
        from tenants.archive import landing  # noqa: F401  registers itself
        from tenants.archive import tasks as _  # noqa: F401 - a worker finds them by this
        from tenants.deliveries import handlers as _deliveries  # noqa: F401
        from tenants.deliveries import tasks as _notes  # noqa: F401
        from tenants.facts import handlers as _facts  # noqa: F401
        from tenants.facts import tasks as _counts  # noqa: F401
        from tenants.files import handlers as _viruses  # noqa: F401
        from tenants.files import tasks as _files  # noqa: F401
        from tenants.journal.places import other_places
        from tenants.support import events as support
        from tenants.support import tasks as _support  # noqa: F401
        from tenants.upgrade import tasks as _upgrades  # noqa: F401
        from tenants.verification.services import PublicWindow

        registry.show_in(PublicWindow())
        tasks.serve(queries.is_served, queries.is_awaited)
        leaving.ask(training.may_leave)
        elsewhere.ask(other_places)
        fold(support.SupportRequestMade.name)
        links.register(queries.host_of_schema)
