"""The two catalogues that execution keeps."""

from integrity.execution.models import ActionType, LimitingFactor
from integrity.formulation.shelves import Shelf

ACTION_TYPES = Shelf("tipos-de-acao", "Tipos de ação", ActionType)
LIMITING_FACTORS = Shelf("fatores-limitantes", "Fatores limitantes", LimitingFactor)
