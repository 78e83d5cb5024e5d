"""What came out again: an extract rectified in the gazette of the State, and a second look."""

from access.rules import Profile
from agreements.publication import services as publication
from agreements.publication.corrections import Motive
from agreements.publication.models import Publication
from agreements.publication.rules import GazetteRecord, Vehicle
from agreements.publication.services.corrections import Correction
from config.demo.road import GAZETTE, Road


def rectify(road: Road, ago: int) -> None:
    """The name of the town was printed without its accent."""
    days = road.scene.days
    first = Publication.objects.get(agreement__uid=road.admitted, vehicle=Vehicle.STATE)
    found = publication.correct_publication(
        actor=road.actor(Profile.PUBLICATION),
        uid=road.admitted,
        publication_uid=first.uid,
        correction=Correction(
            motive=Motive.RECTIFICATION,
            reason="O nome do município saiu sem acento.",
            text="Onde se lê: “Abaete”. Leia-se: “Abaeté”. (publicação de demonstração)",
        ),
        record=GazetteRecord("", days.day(ago), edition="12", page="5"),
        file=road.scene.papers.pdf("diario-oficial-retificacao.pdf", GAZETTE),
        at=days.at(ago, 9),
    )
    publication.check_publication(
        actor=road.actor(Profile.DCI_ANALYST),
        uid=road.admitted,
        publication_uid=found.uid,
        at=days.at(ago, 10),
    )
