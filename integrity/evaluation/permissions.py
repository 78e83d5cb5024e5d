"""What internal control may do with the actions of a plan."""

from access.rules import Profile, capability

VIEW = capability("evaluation.view", Profile.INTERNAL_CONTROL, title="Ver a avaliação")
RECOMMEND = capability(
    "evaluation.recommend", Profile.INTERNAL_CONTROL, title="Recomendar pelo controle interno"
)
ISSUE_REPORT = capability(
    "evaluation.issue_report", Profile.INTERNAL_CONTROL, title="Emitir o relatório de monitoramento"
)
