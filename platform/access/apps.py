"""Access, as Django knows it."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = "Perfis"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from access.middleware import begin_under_oldest

        user_logged_in.connect(begin_under_oldest, dispatch_uid="access.begin_under_oldest")
