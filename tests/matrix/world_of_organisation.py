"""One organ of the first organisation: a plan in force under way, and the next one in draft."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.models import Assignment, DerivedProfile, Organ, Unit
from access.models import Person as Named
from access.rules import Actor, Profile
from documents.rules import EVIDENCE
from documents.services import store
from foundation.tenancy import inside
from integrity.evaluation.services import issue_report
from integrity.execution.models import ActionExecution, Evidence
from integrity.formulation.models import Plan, RevisionRequest, ValidationComment
from integrity.formulation.services.imports import preview_import
from integrity.formulation.services.registers import preview_registers
from integrity.monitoring.models import Recommendation
from integrity.monitoring.rules import RecommendationState, Source
from tests.data import workbooks
from tests.documents.samples import PDF, upload
from tests.factories import integrity as make
from tests.factories import library as models
from tests.integrity.execution.scene import NOON, Scene
from tests.integrity.execution.scene import build as build_scene
from tests.matrix.cast import Person, Places
from tests.people import person
from tests.seed import FIRST

ADMIN = Actor(name="Ana Administradora", profile=Profile.ORGANISATION_ADMIN)
CONTROL = Actor(name="Ícaro Controle", profile=Profile.INTERNAL_CONTROL)


@dataclass
class Organisation:
    """What the scene of execution lacks: a neighbour organ, a draft, and what was said of it."""

    scene: Scene
    places: Places
    leaving: Assignment

    def objects(self, author: Person) -> dict[str, str]:
        """The uid of each object, by the name that the table gives it."""
        with inside(FIRST.schema):
            found = self.in_force(author) | self.in_draft() | self.sent() | self.registers()
            return found | self.structure()

    def in_force(self, author: Person) -> dict[str, str]:
        """An action under way with evidence, recommendations and a report."""
        action = self.scene.action()
        execution = self.scene.under_way(action)
        proof = evidence(execution)
        author_id = author.client.user.pk
        still_open = recommendation(action.pk, author_id)
        answered = recommendation(
            action.pk,
            author_id,
            state=RecommendationState.ANSWERED,
            answer="Sim.",
            answered_at=NOON,
        )
        now, today = timezone.now(), timezone.localdate()
        report = issue_report(actor=CONTROL, plan_uid=self.scene.plan.uid, at=now, today=today)
        assert proof.file is not None
        return {
            "plan": str(self.scene.plan.uid),
            "action": str(action.uid),
            "evidence": str(proof.uid),
            "recommendation": str(still_open.uid),
            "revision": str(revision(self.scene.plan).uid),
            "decided": str(revision(self.scene.plan, state="rejected").uid),
            "answered": str(answered.uid),
            "report_issued": str(report.uid),
            "plan_pdf": str(self.scene.plan.publication.file.uid),
            "evidence_file": str(proof.file.uid),
            "issued": str(report.document.uid),
            "report_file": str(report.document.file.uid),
        }

    def in_draft(self) -> dict[str, str]:
        """The next edition, with a workbook that waits to be confirmed."""
        plan = Plan.objects.create(
            organ=self.scene.organ,
            title="Segunda edição",
            edition=2,
            created_at=NOON,
            updated_at=NOON,
        )
        make.formal_commission(plan)
        axis = make.axis(plan)
        sub_axis = make.sub_axis(axis)
        action = make.action(plan, axis=axis, executing_unit=self.scene.health)
        run = preview_import(
            actor=make.DRAFTER,
            plan_uid=plan.uid,
            upload=SimpleUploadedFile("plano.xlsx", workbooks.workbook()),
            at=timezone.now(),
        )
        make.validation(plan)
        guest = make.guest(plan)
        comment = ValidationComment.objects.create(
            invitation=guest, about="other", text="E os prazos?", sent_at=NOON
        )
        return {
            "guest": str(guest.uid),
            "comment": str(comment.uid),
            "draft": str(plan.uid),
            "axis": str(axis.uid),
            "sub_axis": str(sub_axis.uid),
            "draft_action": str(action.uid),
            "run": str(run.uid),
            **models.objects_of_plan(plan),
            "risk": str(make.risk(plan).uid),
            "extension": str(make.extension(plan).uid),
            "composition": str(make.composition(plan).uid),
            "sheet_file": str(run.file.uid),
        }

    def registers(self) -> dict[str, str]:
        """A sheet of registers that waits to be confirmed."""
        upload = SimpleUploadedFile("orgaos.csv", b"Nome;Sigla\nCasa Civil;CC\n")
        run = preview_registers(actor=ADMIN, upload=upload, register="Órgãos", at=timezone.now())
        return {"register_run": str(run.uid)}

    def sent(self) -> dict[str, str]:
        """Plans of further organs on their way to publication: to judge, to decide, to publish."""
        judged, decided, approved = (make.ready_plan(make.organ()) for _ in range(3))
        return {
            "sent": str(make.submitted(judged).uid),
            "opined": str(make.opined(decided).uid),
            "approved": str(make.approved(approved).uid),
            "approved_plan": str(approved.uid),
        }

    def structure(self) -> dict[str, str]:
        """Organ, unit and a profile that somebody holds there."""
        return {
            "organ": str(self.scene.organ.uid),
            "unit": str(self.scene.works.uid),
            "directory_person": str(
                Named.objects.create(name="Célia Cadastrada", unit=self.scene.works).uid
            ),
            "assignment": str(self.leaving.uid),
            "person": str(self.leaving.user.uid),
            "derived": str(DerivedProfile.objects.get().uid),
        }


def scene() -> Organisation:
    """The places, before anybody holds a profile there."""
    found = build_scene()
    with inside(FIRST.schema):
        other = Organ.objects.create(name="Autarquia de Águas")
        other_unit = Unit.objects.create(organ=other, name="Diretoria de Águas")
        default_storage.save(found.plan.publication.file.storage_key, ContentFile(PDF))
    leaving = person(FIRST.schema, Profile.EXECUTOR, "Sílvia Saída", unit=found.works)
    places = Places(found.organ, found.health, found.works, other, other_unit)
    return Organisation(found, places, leaving)


def recommendation(action_id: int, author_id: int, **more: object) -> Recommendation:
    """Something that the commission recommended."""
    return Recommendation.objects.create(
        action_id=action_id,
        source=Source.COMMISSION,
        text="Publiquem a minuta.",
        author_id=author_id,
        author_name="Mônica Monitora",
        issued_at=NOON,
        **more,
    )


def revision(plan: Plan, **more: object) -> RevisionRequest:
    """A new edition that the commission asked for; refused, where it is not pending."""
    if more:
        more |= {"decided_at": NOON, "decided_by_name": "Ícaro Controle", "decision_reason": "Não."}
    return RevisionRequest.objects.create(
        plan=plan,
        kind="new_edition",
        reason="Mudou o governo.",
        requested_by_name="Mônica Monitora",
        requested_at=NOON,
        **more,
    )


def evidence(execution: ActionExecution) -> Evidence:
    """A file that proves what was done."""
    file = store(actor=CONTROL, upload=upload(PDF, "ata.pdf"), purpose=EVIDENCE, at=timezone.now())
    return Evidence.objects.create(
        execution=execution, description="Ata", file=file, added_at=NOON, added_by="Eva Executora"
    )
