"""Formulation, as Django knows it."""

from django.apps import AppConfig


class FormulationConfig(AppConfig):
    name = "integrity.formulation"
    label = "formulation"
    verbose_name = "Formulação"

    def ready(self) -> None:
        from documents.registry import guard
        from documents.rules import PLAN_PDF
        from foundation.vocabulary import words_from
        from integrity.formulation import (  # noqa: F401  register themselves
            adhesion_handlers,
            approval_handlers,
            calendar,
            handlers,
            joint_handlers,
            joint_notices,
            joint_road_handlers,
            library_handlers,
            library_notices,
            public_handlers,
        )
        from integrity.formulation.queries import methods
        from integrity.formulation.queries.files import (
            may_have_plan,
            may_have_public_copy,
            may_have_register,
            may_have_sheet,
        )
        from integrity.formulation.queries.public_plans import link_for_all
        from integrity.formulation.rules.public_plan import PUBLIC_PLAN
        from integrity.formulation.services.imports import PLAN_SHEET
        from integrity.formulation.services.registers import REGISTER_SHEET
        from notifications.calendars import add_source
        from ui.entrance import offer

        words_from(methods.words)
        add_source(calendar.days)
        offer(link_for_all)
        guard(PLAN_PDF, may_have_plan)
        guard(PUBLIC_PLAN, may_have_public_copy)
        guard(PLAN_SHEET, may_have_sheet)
        guard(REGISTER_SHEET, may_have_register)
