"""What organisations ask for their agreements: more time, and the correction of a misprint."""

from uuid import UUID

from agreements.continuity import services
from agreements.continuity.values import Correction, Extension
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


def correct(team: Team, uid: UUID, ago: int) -> None:
    """A misprint in the signed text, which CGE-MG may mend by an apostille."""
    wanted = Correction(
        kind="misprint",
        text="No preâmbulo, onde se lê “Fundação”, leia-se o nome completo que está no estatuto.",
        justification="O nome saiu abreviado nos textos assinados.",
    )
    at = team.scene.days.at(ago, 15)
    services.ask_note(actor=team.admin, uid=uid, wanted=wanted, at=at)
