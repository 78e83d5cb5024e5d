"""The last app to be ready: ties together what libraries leave apart."""

from django.apps import AppConfig
from django.core.management.commands import makemigrations


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "SisPMPI em Rede"

    def ready(self) -> None:
        from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

        from config import celery  # noqa: F401  tasks sent by this process find their broker
        from tenants.management.commands import migrate

        # pgtrigger swaps Django's autodetector; every migrate command must carry the same one
        for command in (MigrateSchemasCommand, migrate.Command):
            command.autodetector = makemigrations.Command.autodetector
