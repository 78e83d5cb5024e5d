"""The life of one version of a model, and for whom it is. Pure."""

from django.db.models import TextChoices

from foundation.flow import Flow, step


class ExemplarState(TextChoices):
    """Where one version of a model stands."""

    DRAFT = "draft", "Rascunho"
    PUBLISHED = "published", "Publicado"
    SUPERSEDED = "superseded", "Substituído"
    RETIRED = "retired", "Retirado"


class Audience(TextChoices):
    """For whom a model is meant; one that names nobody is for everybody."""

    SMALL_TOWN = "small_town", "Município pequeno"
    MUNICIPALITY = "municipality", "Município"
    STATE = "state", "Órgão ou entidade do Estado"
    FEDERAL = "federal", "Órgão ou entidade federal"


DRAFT, PUBLISHED = ExemplarState.DRAFT, ExemplarState.PUBLISHED
SUPERSEDED, RETIRED = ExemplarState.SUPERSEDED, ExemplarState.RETIRED
EXEMPLAR_FLOW = Flow(
    {
        "publish": step(DRAFT, PUBLISHED, "Publicar"),
        "supersede": step(PUBLISHED, SUPERSEDED, "Substituir"),
        "retire": step((DRAFT, PUBLISHED), RETIRED, "Retirar"),
    }
)
