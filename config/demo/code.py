"""The version of the code that the demonstration hands out, with a package that says what it is."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from django.core.files.base import ContentFile, File

from access.rules import Actor
from agreements.publication import services
from agreements.publication.models import Release
from agreements.publication.queries import releases
from agreements.publication.releases import ReleaseFacts

VERSION = "1.4.0"
FACTS = ReleaseFacts(
    version=VERSION,
    is_mandatory=False,
    is_security=False,
    supported_until=None,
    notes="Primeira versão entregue aos partícipes. Pacote de demonstração, sem código.",
    licence="Uso livre pelos partícipes, com crédito à CGE-MG, nos termos do acordo.",
)


def first_release(actor: Actor, *, at: datetime) -> Release:
    """In the catalogue from the first time on."""
    found = next((each for each in releases(actor) if each.version == VERSION), None)
    if found is not None:
        return found
    drafted = services.draft_release(actor=actor, facts=FACTS, package=package(), at=at)
    return services.publish_release(actor=actor, uid=drafted.uid, at=at)


def package(version: str = VERSION) -> File[bytes]:
    """A ZIP with one file."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("sispmpi/LEIA-ME.txt", "Pacote de demonstração do SisPMPI.\n")
    return ContentFile(made.getvalue(), name=f"sispmpi-{version}.zip")
