"""The example of the handbook is run: a plan from nothing to its submission, by the API alone."""

import re
from pathlib import Path
from typing import Any

import pytest

from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import Plan, Submission
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_first")]
PAGE = Path(__file__).parents[3] / "docs/how-to/use-the-api.md"


def test_a_plan_is_written_and_sent_as_the_handbook_says() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2 and "def ask(path, body=None, etag=None)" in blocks[0]
    ana = Program(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN))
    before = Entry.verbs.latest("pk").pk

    def ask(path: str, body: Any = None, etag: str = "") -> tuple[Any, str]:
        headers = {"If-Match": etag} if etag else {}
        where = f"/api/{path}"
        answer = ana.get(where) if body is None else ana.send(where, body, **headers)
        assert answer.status_code in (200, 201), (path, answer.content)
        return answer.json(), answer.get("ETag", "")

    told: dict[str, Any] = {"ask": ask}
    exec(blocks[1], told)
    plan = Plan.objects.get(title="Plano de Integridade 2027")
    assert (plan.is_open, plan.actions.count(), plan.risks.count()) == (False, 1, 1)
    found = Submission.objects.get(plan=plan)
    assert (str(found.uid), found.note) == (told["sent"]["uid"], "Primeira versão.")
    entries = Entry.verbs.filter(pk__gt=before)
    assert entries.count() >= 11
    assert set(entries.values_list("channel", flat=True)) == {"pela API"}
