"""WorkPlans, as Django knows it."""

from django.apps import AppConfig


class WorkPlansConfig(AppConfig):
    name = "agreements.work_plans"
    label = "work_plans"
    verbose_name = "Planos de trabalho"
