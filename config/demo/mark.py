"""By what demonstration data are known: every address of theirs lies under one reserved domain."""

from django.db.models import Q

from identity.models import User
from tenants.models import Birth, Organisation

DOMAIN = "demonstracao.test"  # .test never leads anywhere (RFC 2606)
ENDING = f"@{DOMAIN}"


def address(name: str) -> str:
    """The e-mail address of an invented person or organisation."""
    return f"{name}{ENDING}"


def is_empty() -> bool:
    """Whether there is nobody and nothing yet."""
    return not (Organisation.objects.exists() or User.objects.exists())


def holds_demonstration() -> bool:
    """Whether an account of the centre or an organisation is an invented one."""
    return (
        User.objects.filter(email__iendswith=ENDING).exists()
        or Organisation.objects.filter(email__iendswith=ENDING).exists()
        or Birth.objects.filter(administrator_email__iendswith=ENDING).exists()
    )


def holds_others() -> bool:
    """Whether an account of the centre or an organisation is not an invented one."""
    others = ~Q(email__iendswith=ENDING)
    return User.objects.filter(others).exists() or Organisation.objects.filter(others).exists()
