"""What DCI is told while the partner has the texts in hand."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Channel, Kind

CENTRE = (Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
PARTNER_ACTED = register(
    Kind(
        key="negotiation.partner_acted",
        title="Minutas: resposta do partícipe",
        audience="DCI",
        subject="SisPMPI: resposta do partícipe sobre as minutas",
        sentence="{frase}",
        values={"frase": "O partícipe devolveu as minutas do ACT nº 1/2026 com ajustes."},
        profiles=frozenset(CENTRE),
        channel=Channel.IN_APP,
    )
)
