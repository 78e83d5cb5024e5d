"""More time for an agreement, asked for from the page of the organisation."""

from uuid import UUID

from agreements.continuity import services
from agreements.continuity.values import Extension
from config.demo.team import Team
from foundation.periods import TermUnit

WHY = (
    "A primeira edição do plano fica pronta este ano; falta tempo para executar e avaliar as ações."
)


def ask(team: Team, uid: UUID, ago: int) -> None:
    """One more year; CGE-MG has not answered yet."""
    at = team.scene.days.at(ago, 15)
    wanted = Extension(
        term_length=12,
        term_unit=TermUnit.MONTHS,
        requested_date=team.scene.days.day(ago),
        justification=WHY,
    )
    services.ask_extension(actor=team.admin, uid=uid, wanted=wanted, at=at)
