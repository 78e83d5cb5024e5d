"""Two analysts change the terms of one agreement: the second is shown both texts."""

from access.rules import Profile
from agreements.registry.models import Agreement
from tests.agreements.registry.forms import terms_form
from tests.conftest import As
from tests.factories import agreements as make


def test_the_second_to_save_is_shown_what_is_saved_and_what_was_typed(centre_as: As) -> None:
    agreement = make.an_agreement()
    address = f"/acordos/{agreement.uid}/condicoes/"
    first, second = centre_as(Profile.DCI_ANALYST), centre_as(Profile.DCI_DIRECTOR)
    assert first.post(address, terms_form(notice_days="45")).status_code == 302
    answer = second.post(address, terms_form(notice_days="77"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Aviso de denúncia" in page or "aviso de denúncia" in page
    assert "45" in page
    assert "77" in page
    assert Agreement.objects.get(pk=agreement.pk).notice_days == 45
