"""Monitoring, as Django knows it."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "integrity.monitoring"
    label = "monitoring"
    verbose_name = "Monitoramento"
