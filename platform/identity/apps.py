"""Identity, as Django knows it."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "identity"
    verbose_name = "Pessoas"

    def ready(self) -> None:
        from identity import second_factor  # noqa: F401
