"""People, as Django knows them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Pessoas"

    def ready(self) -> None:
        from people import handlers, notices  # noqa: F401  register themselves
