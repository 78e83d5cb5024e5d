"""What is kept of an adhesion: in the database, in the published plan and what is made of it."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse
from docx import Document

from access.rules import Profile
from documents.blocks import Heading, Paragraph
from integrity.formulation.models import Adhesion, PlanPublication
from integrity.formulation.rules.public_plan import public_content
from integrity.formulation.services import adhesion as services
from integrity.formulation.services.adhesion_text import adhesions_said
from integrity.formulation.services.booklet import blocks_of
from tests.conftest import As
from tests.factories import integrity as make


def at(name: str, subject: Any) -> str:
    return reverse(f"formulation:{name}", urlconf="config.urls.organisation", args=[subject.uid])


def test_a_plan_already_in_force_goes_on_without_an_adhesion(first_as: As, in_first: None) -> None:
    plan = make.published_plan()
    organ = plan.organ
    held = Adhesion.objects.get()
    services.withdraw_adhesion(
        actor=make.HEAD, organ_uid=organ.uid, uid=held.uid, reason="Fim.", at=make.AT
    )
    plan.refresh_from_db()
    assert plan.state == "published"
    page = first_as(Profile.HEAD).get(at("plan", plan))
    assert page.context["steps"][0]["state"] == "skipped"


def test_the_published_plan_says_who_adhered_when_and_by_which_act(in_first: None) -> None:
    plan = make.ready_plan()
    make.signed_adhesion(process="12/2026")
    make.publish(plan)
    (said,) = PlanPublication.objects.get().snapshot["adhesions"]
    assert (said["head"], said["adhered_date"], said["act_name"], said["process"]) == (
        "Pedro Prefeito",
        "2026-03-02",
        "Portaria nº 3",
        "12/2026",
    )


def test_documents_and_public_page_say_who_adhered_and_when(first_as: As, in_first: None) -> None:
    plan = make.ready_plan()
    make.signed_adhesion(process="12/2026")
    said = "Pedro Prefeito, Prefeito Municipal, em 02/03/2026, por Portaria nº 3 (processo 12/2026)"
    fatima = first_as(Profile.FORMULATION)
    draft = Document(BytesIO(fatima.get(at("programme_document", plan)).getvalue()))
    assert f"{said}." in [each.text for each in draft.paragraphs]
    publication = make.publish(plan)
    blocks = blocks_of(publication.snapshot)
    assert Heading("Adesão do dirigente máximo") in blocks
    assert Paragraph(f"{said}.") in blocks
    assert said in fatima.get(at("published", plan)).text
    snapshot = publication.snapshot
    assert adhesions_said(public_content(snapshot, {"people"}))[0]["said"] == said
    assert adhesions_said(public_content(snapshot, set()))[0]["said"] == (
        "Prefeito Municipal, em 02/03/2026, por Portaria nº 3 (processo 12/2026)"
    )
    assert "Pedro Prefeito" not in str(public_content(snapshot, set()))


@pytest.mark.parametrize(
    "change",
    [
        {"head_name": "Outra"},
        {"sha256": "0" * 64},
        {"adhered_date": date(2020, 1, 1)},
        {"state": "withdrawn"},
        {"state": "inventado"},
    ],
)
def test_the_database_keeps_an_adhesion_as_it_was_given(
    in_first: None, change: dict[str, Any]
) -> None:
    make.adhesion()
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Adhesion.objects.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        Adhesion.objects.all().delete()


def test_the_database_keeps_one_in_force_and_what_is_over_as_it_ended(in_first: None) -> None:
    made = make.adhesion()
    with pytest.raises(IntegrityError), transaction.atomic():
        Adhesion.objects.create(
            organ=made.organ,
            way="registered",
            head_name="P",
            post="P",
            act_name="Ato",
            process="1",
            adhered_date=make.TODAY,
            recorded_by_name="Í",
            recorded_at=make.AT,
        )
    make.signed_adhesion()
    with pytest.raises(InternalError), transaction.atomic():
        Adhesion.objects.filter(pk=made.pk).update(state="in_force", ended_at=None)
