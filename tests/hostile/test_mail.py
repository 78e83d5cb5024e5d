"""What others typed never breaks a header, nor is too long for one."""

import pytest

from notifications.models import Email
from notifications.services import write_email


@pytest.mark.parametrize(
    "name", ["Órgão\r\nBcc: mau@exemplo.test", "Instituto " * 40, "a\x00b\x01", "\u2028Sul"]
)
def test_a_subject_is_one_line_of_two_hundred_letters_at_most(db: None, name: str) -> None:
    write_email(key="um", to="ana@exemplo.test", subject=f"Acesso de {name}", body="Olá.")
    found = Email.objects.get(to="ana@exemplo.test")
    assert found.subject.startswith("Acesso de ")
    assert len(found.subject) <= 200
    assert found.subject.isprintable()
