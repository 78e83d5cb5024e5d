"""WorkPlans, as Django knows it."""

from django.apps import AppConfig


class WorkPlansConfig(AppConfig):
    name = "agreements.work_plans"
    label = "work_plans"
    verbose_name = "Planos de trabalho"

    def ready(self) -> None:
        from access.rules import Actor
        from agreements.work_plans import handlers, legal_chapter, permissions, road
        from agreements.work_plans.evidence_queries import may_fetch_evidence
        from agreements.work_plans.opinions import OPINION
        from agreements.work_plans.rules import DRAFT, STAGE_EVIDENCE
        from documents.models import StoredFile
        from documents.registry import guard

        def may_read_draft(actor: Actor, file: StoredFile) -> bool:
            return actor.may(permissions.READ_DRAFTS)

        guard(DRAFT, may_read_draft)
        guard(OPINION, may_read_draft)
        guard(STAGE_EVIDENCE, may_fetch_evidence)
        self.imported = (handlers, legal_chapter, road)
