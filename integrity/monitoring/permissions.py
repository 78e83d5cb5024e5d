"""Who follows the actions of a plan, who recommends on them and who answers."""

from access.rules import Profile, capability

VIEW = capability(
    "monitoring.view",
    Profile.MONITORING,
    Profile.OBSERVER,
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
    title="Ver o monitoramento",
)
ASSESS_RISK = capability(
    "monitoring.assess_risk", Profile.MONITORING, title="Avaliar o risco das ações"
)
RECOMMEND = capability("monitoring.recommend", Profile.MONITORING, title="Recomendar pela comissão")
ANSWER = capability("monitoring.answer", Profile.EXECUTOR, title="Responder a recomendações")
AUTHOR = capability(
    "monitoring.author",
    Profile.MONITORING,
    Profile.INTERNAL_CONTROL,
    title="Alterar e retirar as próprias recomendações",
)

# under which profile a recommendation of each source is written and rewritten
SOURCES = {Profile.MONITORING: ("commission",), Profile.INTERNAL_CONTROL: ("internal_control",)}
