"""The register of risks as a table and as a matrix."""

from typing import Any

from access.web import ActingRequest
from integrity.formulation.models import IntegrityRisk, Plan
from integrity.formulation.queries import risks
from integrity.formulation.rules.risk_scales import Scale
from integrity.formulation.web.forms.risks import RiskFilterForm
from ui.charts import HeatMap, heat_map
from ui.grid import Column

COLUMNS = (
    Column("Risco", "numero", by=("number",)),
    Column("Evento", "evento", by=("event",)),
    Column("Categoria", "categoria", by=("category", "subtype")),
    Column("Nível", "nivel", by=("level_rank",)),
    Column("Residual"),
    Column("Ações", "acoes", by=("treatments",), is_number=True),
)


def filters(request: ActingRequest, plan: Plan) -> RiskFilterForm:
    """The filters, with the words that the risks of the plan use."""
    named = plan.risks.exclude(category="").order_by("category").values_list("category", flat=True)
    return RiskFilterForm(
        request.GET, levels=risks.levels_named(plan), categories=list(dict.fromkeys(named))
    )


def filtered(plan: Plan, form: RiskFilterForm) -> Any:
    """The risks that the filters leave."""
    wanted = form.cleaned_data if form.is_valid() else {}
    return risks.matching(
        risks.risks_of(plan),
        text=wanted.get("texto", ""),
        level=wanted.get("nivel", ""),
        category=wanted.get("categoria", ""),
        treatment=wanted.get("tratamento", ""),
        archived=wanted.get("arquivados", False),
    )


def matrix(scale: Scale, living: list[IntegrityRisk]) -> HeatMap:
    """The risks as they fall into the matrix in force."""

    def means(impact: int, probability: int) -> tuple[str, str]:
        level = scale.level_of(probability, impact)
        return scale.levels[level].name, scale.tone(level)

    return heat_map(scale.probabilities, scale.impacts, means, risks.placed(living, scale))
