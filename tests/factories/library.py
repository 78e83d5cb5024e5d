"""Models of the library, published anew by CGE and adopted by a plan (inside its schema)."""

from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.rules import Actor, Profile
from documents.workbook import write_xlsx
from foundation.tenancy import PUBLIC, inside
from integrity.formulation.models import Plan
from integrity.formulation.queries.adoption import Row
from integrity.formulation.services.adoption import Wishes, adopt_models
from integrity.library.models import Exemplar, LibraryImport
from integrity.library.rules.sheets import TITLES, headings
from integrity.library.services.exemplars import Text, publish_models, write_model
from integrity.library.services.workbooks import preview_models
from tests.factories.integrity import AT, DRAFTER, TODAY

CURATOR = Actor(name="Dirce Diretora", profile=Profile.DCI_DIRECTOR)


def exemplar(kind: str, key: str) -> Exemplar:
    """The newest version of a model."""
    with inside(PUBLIC):
        return Exemplar.objects.filter(kind=kind, key=key).latest("version")


def draft_of(of: Exemplar, **changed: object) -> Exemplar:
    """The next version of a model, not published."""
    with inside(PUBLIC):
        return write_model(
            actor=CURATOR,
            kind=of.kind,
            text=Text({**of.body, **changed}, of.sources, of.audience),
            model_uid=of.model_uid,
            at=timezone.now(),
        )


def published(of: Exemplar, **changed: object) -> None:
    """CGE publishes a further version of a model."""
    draft_of(of, **changed)
    with inside(PUBLIC):
        publish_models(actor=CURATOR, model_uids=[of.model_uid], at=timezone.now())


def adopted(plan: Plan, *models: Exemplar, **wishes: object) -> list[Row]:
    """A plan in draft adopts models."""
    return adopt_models(
        actor=DRAFTER,
        plan_uid=plan.uid,
        model_uids=[each.model_uid for each in models],
        wishes=Wishes(**wishes),  # type: ignore[arg-type]
        at=AT,
        today=TODAY,
    )


def workbook_checked() -> LibraryImport:
    """A workbook of one new axis that waits to be confirmed."""
    content = write_xlsx({TITLES["axis"]: [headings("axis"), ["saude", "Saúde", "", "", ""]]})
    upload = SimpleUploadedFile("modelos.xlsx", content)
    return preview_models(actor=CURATOR, upload=upload, at=timezone.now())


def objects_of_centre() -> dict[str, str]:
    """What addresses of the library name at the centre."""
    changed = exemplar("axis", "pessoas")
    published(changed, title="Pessoas, cargos e formação")
    draft_of(exemplar("axis", "ouvidoria"), title="Ouvidoria")
    return {
        "model": str(exemplar("action", "sic").model_uid),
        "library_import": str(workbook_checked().uid),
        "nothing": str(UUID(int=7)),
    }


def objects_of_plan(plan: Plan) -> dict[str, str]:
    """What addresses name of a plan that adopted a model of which there is a newer version."""
    measure = exemplar("indicator", "declaracoes")
    adopted(plan, measure, action=plan.actions.get())
    published(measure, unit="pessoas")
    return {
        "model": str(exemplar("action", "sic").model_uid),
        "changed_model": str(measure.model_uid),
        "nothing": str(UUID(int=7)),
    }
