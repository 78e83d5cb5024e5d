"""What DCI is told when a partner accepts a text."""

from agreements.room.notices import DCI, EXAMPLE
from notifications.kinds import register
from notifications.rules import Channel, Kind

ACCEPTED = register(
    Kind(
        key="consent.text_accepted",
        title="Texto aceito pelo partícipe",
        audience="DCI",
        subject="SisPMPI: texto aceito pelo partícipe",
        sentence="{acordo}, {organizacao}: {texto}.",
        values=EXAMPLE | {"texto": "Aceite: Plano de trabalho, versão 2"},
        profiles=frozenset(DCI),
        channel=Channel.IN_APP,
    )
)
