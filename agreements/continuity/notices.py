"""What is told about the term of an agreement."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Channel, Kind

CENTRE = (Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
ORGANISATION = (Profile.ORGANISATION_ADMIN, Profile.HEAD)
EXAMPLE = "O Acordo 1/2026 termina em 90 dias."

TO_CENTRE = register(
    Kind(
        key="continuity.term_at_centre",
        title="Vigência de um acordo",
        audience="DCI, e quem mais tem o que fazer com o acordo",
        subject="SisPMPI: vigência de um acordo",
        sentence="{frase}",
        values={"frase": EXAMPLE},
        profiles=frozenset({*CENTRE, Profile.PUBLICATION, Profile.NETWORK_ADMIN}),
        channel=Channel.IN_APP,
    )
)
TO_ORGANISATION = register(
    Kind(
        key="continuity.term",
        title="Vigência do acordo de cooperação",
        audience="Administração e alta administração da organização",
        subject="Acordo de cooperação do SisPMPI",
        sentence="{frase}",
        values={"frase": EXAMPLE},
        profiles=frozenset(ORGANISATION),
    )
)
