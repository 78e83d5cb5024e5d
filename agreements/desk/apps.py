"""The desk, as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "agreements.desk"
    label = "desk"
    verbose_name = "Mesa da CGE-MG"

    def ready(self) -> None:
        from agreements.desk import chapters, handlers, notices

        self.imported = (chapters, handlers, notices)
