"""What is told about terms that end soon or are over."""

from access.rules import Profile
from agreements.desk.terms import RULES
from notifications.kinds import register
from notifications.rules import Channel, Kind

WHO = frozenset(
    {
        Profile.DCI_DIRECTOR,
        Profile.NETWORK_ADMIN,
        *(each for rule in RULES for each in rule.profiles),
    }
)
TERM = register(
    Kind(
        key="desk.term",
        title="Prazo de acordo perto do fim ou em atraso",
        audience="Quem cumpre o prazo; em atraso, também a Direção da DCI",
        subject="SisPMPI: prazo de acordo",
        sentence="{frase}",
        values={
            "frase": "ACT nº 1/2026, de Vila Nova: entrega do código vence em 7 dias (05/01/2027)."
        },
        profiles=WHO,
        channel=Channel.IN_APP,
    )
)
