"""Tenants, as Django knows them; answers the questions the rooms below asked."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LibraryConfig(AppConfig):
    """django-tenants without its own start-up, which opens a connection in every process."""

    name = "django_tenants"


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = "Organizações"

    def ready(self) -> None:
        from foundation import tasks
        from notifications import links
        from tenants import queries

        tasks.serve(queries.is_served)
        links.register(queries.host_of_schema)
        without_model_permissions()


def without_model_permissions() -> None:
    """No rows in auth_permission and django_content_type: capabilities replace them."""
    for uid in ("django.contrib.auth.management.create_permissions",):
        post_migrate.disconnect(dispatch_uid=uid)
    from django.contrib.contenttypes.management import create_contenttypes

    post_migrate.disconnect(create_contenttypes)
