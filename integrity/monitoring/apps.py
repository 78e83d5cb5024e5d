"""Monitoring, as Django knows it."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "integrity.monitoring"
    label = "monitoring"
    verbose_name = "Monitoramento"

    def ready(self) -> None:
        from integrity.execution.registry import add_panel
        from integrity.formulation.registry import carries_over
        from integrity.monitoring import handlers  # noqa: F401  registers itself
        from integrity.monitoring.succession import carry_over
        from integrity.monitoring.web.panels import recommendations_panel

        add_panel(recommendations_panel)
        carries_over(carry_over)
