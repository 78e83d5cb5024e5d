"""How a profile is held: from–to, by an act, as an alternate; and that its end ends the session."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.models import Assignment, Organ
from access.rules import Profile
from audit.queries import entries_of
from notifications.models import Notice
from people.rules import absence_faults, term_faults
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor, person
from tests.seed import FIRST

DAY = timedelta(days=1)


@pytest.fixture
def organ(in_first: None) -> Organ:
    return make.main_organ()


@pytest.fixture
def ana(first_as: As, organ: Organ) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def invite(visitor: Visitor, **sent: Any) -> Any:
    given = {
        "name": "Nara",
        "registration_number": "7-1",
        "email": "nara@exemplo.test",
        "profile": "monitoring",
        **sent,
    }
    return visitor.post("/pessoas/convidar/", given)


def test_a_profile_is_granted_from_to_and_by_an_act(ana: Visitor) -> None:
    today = timezone.localdate()
    days = {"start_date": today + DAY, "end_date": today + 9 * DAY}
    assert invite(ana, act="Portaria nº 7", **days).status_code == 302
    held = Assignment.objects.get(user__email="nara@exemplo.test")
    assert (held.start_date, held.end_date) == tuple(days.values())
    entry = entries_of(held).get()
    assert entry.changes["Ato de designação"] == ["", "Portaria nº 7"]
    assert entry.changes["Vale até"] == ["", f"{held.end_date:%d/%m/%Y}"]
    nara = Visitor(FIRST.host)
    nara.force_login(held.user)
    assert nara.get("/").status_code == 403, "not before its first day"


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(-1, None, "start_date"), (5, 4, "end_date"), (None, -1, "end_date")],
)
def test_days_that_make_no_sense_are_refused_beside_the_field(
    ana: Visitor, first: int | None, last: int | None, field: str
) -> None:
    today = timezone.localdate()
    days = {"start_date": first, "end_date": last}
    sent = {name: today + n * DAY for name, n in days.items() if n is not None}
    answer = invite(ana, act="Portaria nº 7", **sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Portaria nº 7" in answer.text
    assert not Assignment.objects.filter(user__email="nara@exemplo.test").exists()


@pytest.mark.parity("P2", "N13")
def test_the_end_of_a_profile_ends_the_session_begun_under_it(ana: Visitor, organ: Organ) -> None:
    held = person(FIRST.schema, Profile.MONITORING, end_date=timezone.localdate())
    other = Assignment.objects.create(user=held.user, profile=Profile.OBSERVER)
    monica = Visitor(FIRST.host, held)
    assert monica.get("/monitoramento/").status_code == 200
    Assignment.objects.filter(pk=held.pk).update(
        start_date=timezone.localdate() - 2 * DAY, end_date=timezone.localdate() - DAY
    )
    answer = monica.get("/monitoramento/")
    assert answer.status_code == 403
    assert "a sessão foi encerrada" in answer.text
    assert monica.get("/").headers["Location"].startswith("/conta/entrar/")
    monica.force_login(held.user)
    assert monica.session["assignment"] == str(other.uid)
    assert "Observação" in monica.get("/").text


def test_an_alternate_serves_while_the_titular_is_away(ana: Visitor, organ: Organ) -> None:
    titular = person(FIRST.schema, Profile.INTERNAL_CONTROL)
    sent = {"profile": "internal_control", "alternate_of": str(titular.uid)}
    lacking = invite(ana, **sent)
    assert (lacking.status_code, list(lacking.context["form"].errors)) == (422, ["act"])
    assert invite(ana, **{**sent, "profile": "monitoring"}, act="x").status_code == 422
    assert invite(ana, **sent, act="Portaria nº 9").status_code == 302
    held = Assignment.objects.select_related("user").get(alternate_of=titular)
    assert str(held) == "Controle interno (suplência)"
    nara = Visitor(FIRST.host)
    nara.force_login(held.user)
    assert nara.get("/").status_code == 403, "the titular is not away"

    where = f"/pessoas/perfis/{titular.uid}/afastamento/"
    today = timezone.localdate()
    days = {"away_from": today, "away_until": today}
    assert ana.post(where, {**days, "reason": ""}).status_code == 422
    assert ana.post(where, {**days, "reason": "Férias"}).status_code == 302
    entry = entries_of(titular)[0]
    assert (entry.verb, entry.reason) == ("people.absence_set", "Férias")
    assert Notice.objects.filter(user=held.user, text__contains="afastamento").exists()
    nara = Visitor(FIRST.host, held)
    assert nara.get("/avaliacao/").status_code == 200
    assert "Controle interno (suplência)" in nara.get("/").text
    icaro = Visitor(FIRST.host, titular)
    assert icaro.get("/avaliacao/").status_code == 200, "a titular keeps the profile"

    assert ana.post(where, {"reason": "Voltou antes"}).status_code == 302
    assert nara.get("/avaliacao/").status_code == 403
    alternates = f"/pessoas/perfis/{held.uid}/afastamento/"
    assert ana.post(alternates, {**days, "reason": "x"}).status_code == 409


@given(
    st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_what_passes_as_a_term_is_in_order_and_not_over(
    first: date | None, last: date | None
) -> None:
    today = date(2026, 6, 15)
    if not term_faults(first, last, today):
        assert (first or today) >= today
        assert last is None or last >= (first or today)
    if not absence_faults(first, last, today):
        assert (first is None) == (last is None)
        assert first is None or last is None or first <= last >= today
