"""What is told to who drafts a plan about the models that it adopted."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Kind

MODELS_CHANGED = register(
    Kind(
        key="formulation.models_changed",
        title="Modelos da biblioteca mudaram",
        audience="Comissão de formulação e controle interno do órgão",
        subject="Nova versão de modelos usados no plano",
        sentence="A CGE-MG mudou {quantos} da biblioteca que o plano {plano} usa. O plano não"
        " mudou: compare e decida o que aproveitar.",
        values={"plano": "Integridade da Saúde 2026", "quantos": "2 modelos"},
        profiles=frozenset({Profile.FORMULATION, Profile.INTERNAL_CONTROL}),
    )
)
