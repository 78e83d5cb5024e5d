"""The last app to be ready: ties together what libraries leave apart."""

from datetime import datetime
from typing import Any

from django.apps import AppConfig
from django.core.management.commands import makemigrations
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "SisPMPI em Rede"

    def ready(self) -> None:
        from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

        from config import celery, checks  # noqa: F401  tasks find their broker; checks are known
        from tenants import training
        from tenants.management.commands import migrate

        # pgtrigger swaps Django's autodetector; every migrate command must carry the same one
        for command in (MigrateSchemasCommand, migrate.Command):
            command.autodetector = makemigrations.Command.autodetector
        without_model_permissions()
        training.register(seed_training)


def seed_training(organisation: Any, at: datetime) -> None:
    """The invented people and plans; what makes them is loaded by the worker that needs it."""
    from config.training import seed

    seed(organisation, at)


def without_model_permissions() -> None:
    """No rows in auth_permission and django_content_type: capabilities replace them.

    Called by the last app: the libraries connect these receivers when they are ready themselves.
    """
    from django.contrib.contenttypes.management import create_contenttypes

    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
