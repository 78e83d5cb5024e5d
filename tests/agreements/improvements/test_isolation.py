"""A report is its organisation's own: by the pages, and by direct SQL under the roles."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.improvements.models import AnnualReport, Improvement
from agreements.registry.rules import Side
from foundation.tenancy import inside
from tests.conftest import As
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db


def rows(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def changed(statement: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def test_the_uid_of_a_neighbours_report_is_not_found(second_as: As, sent: AnnualReport) -> None:
    neighbour = second_as(Profile.ORGANISATION_ADMIN)
    for more in ("", "preencher/", "melhorias/nova/"):
        assert neighbour.get(f"/relatorio-anual/{sent.uid}/{more}").status_code == 404
    assert neighbour.post(f"/relatorio-anual/{sent.uid}/enviar/").status_code == 404
    assert FIRST.name not in neighbour.get("/relatorio-anual/").content.decode()


def test_under_its_role_an_organisation_sees_and_changes_only_its_rows(
    sent: AnnualReport,
) -> None:
    with inside(FIRST.schema):
        assert rows("SELECT count(*) FROM public.improvements_annualreport") == [(2,)]
        assert rows("SELECT count(*) FROM public.improvements_improvement") == [(1,)]
    with inside(SECOND.schema):
        assert rows("SELECT count(*) FROM public.improvements_annualreport") == [(0,)]
        assert rows("SELECT count(*) FROM public.improvements_improvement") == [(0,)]
        assert changed("UPDATE public.improvements_annualreport SET summary = 'alheio'") == 0
        assert changed("UPDATE public.improvements_improvement SET withdrawn_at = now()") == 0
    sent.refresh_from_db()
    assert sent.summary != "alheio"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.improvements_annualreport SET state = 'accepted' WHERE side = 'partner'",
        "UPDATE public.improvements_annualreport SET summary = 'x' WHERE side = 'cge'",
        "UPDATE public.improvements_annualreport SET side = 'cge' WHERE side = 'partner'",
        "UPDATE public.improvements_improvement SET accepted_at = now()",
        "DELETE FROM public.improvements_improvement",
        "DELETE FROM public.improvements_annualreport",
    ],
)
def test_under_its_role_an_organisation_never_judges_itself_nor_deletes(
    sent: AnnualReport, statement: str
) -> None:
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match=r"permission denied|only"),
        transaction.atomic(),
    ):
        changed(statement)


def test_an_improvement_cannot_be_given_to_a_neighbour(filled: AnnualReport) -> None:
    improvement = Improvement.objects.get(report=filled)
    neighbour = rows(
        "SELECT organisation_id FROM tenants_tenant WHERE schema_name = %s", SECOND.schema
    )
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match=r"permission denied|row-level security"),
        transaction.atomic(),
    ):
        changed(
            "UPDATE public.improvements_improvement SET organisation_id = %s WHERE id = %s",
            neighbour[0][0],
            improvement.pk,
        )


def test_the_report_of_the_centre_is_hidden_until_it_is_sent(
    first_as: As, report: AnnualReport
) -> None:
    own = AnnualReport.objects.get(agreement=report.agreement, side=Side.CGE)
    ana = first_as(Profile.ORGANISATION_ADMIN)
    assert ana.get(f"/relatorio-anual/{own.uid}/").status_code == 404
    own.state, own.sent_at = "sent", timezone.now()
    own.save(update_fields=["state", "sent_at"])
    assert ana.get(f"/relatorio-anual/{own.uid}/").status_code == 200


def test_a_visitor_is_asked_to_sign_in(report: AnnualReport, nobody_at_first: object) -> None:
    answer = nobody_at_first.get("/relatorio-anual/")  # type: ignore[attr-defined]
    assert answer.status_code == 302
    assert "/conta/entrar/" in answer["Location"]
