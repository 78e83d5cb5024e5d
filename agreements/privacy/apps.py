"""Requests of data subjects, as Django knows them."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "agreements.privacy"
    label = "privacy"
    verbose_name = "Pedidos de titulares"

    def ready(self) -> None:
        from agreements.privacy import erasing, handlers, notices, tasks
        from people.erasing import erase_others

        self.imported = (handlers, notices, tasks)
        erase_others(erasing.erase_uid)
