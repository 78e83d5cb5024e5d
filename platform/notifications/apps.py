"""Notifications, as Django knows them."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Avisos"

    def ready(self) -> None:
        from identity.adapters import carry_by
        from notifications.services.telling import queue_message

        carry_by(queue_message)
