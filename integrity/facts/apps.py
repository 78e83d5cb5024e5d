"""Facts, as Django knows it; it has no tables: what it counts stands with the organisations."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "integrity.facts"
    label = "facts"
    verbose_name = "Situação para a rede"

    def ready(self) -> None:
        from integrity.facts import handlers, queries
        from integrity.formulation.rules.flows import ActionStatus, PlanState
        from integrity.monitoring.rules import Risk
        from tenants.facts.registry import Source, register

        handlers.listen()
        register(
            Source(
                count=queries.count,
                plans=dict(PlanState.choices),
                actions=dict(ActionStatus.choices),
                risks=dict(Risk.choices),
                shown_at="formulation:public_plans",
            )
        )
