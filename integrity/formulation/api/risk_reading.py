"""What is read of one risk, and of the scale by which risks are measured."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.rules import Actor, require
from foundation.refusals import Denied
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_RISK, RISKS
from integrity.formulation.api.reading import RiskSerializer
from integrity.formulation.queries import plans
from integrity.formulation.queries.risks import ScaleInForce, risk_in, scale_in_force
from integrity.formulation.services.risk_scales import WHOLE_ONLY
from integrity.formulation.web.forms.risk_scale import written
from integrity.formulation.web.forms.risks import stored


class WholeRiskSerializer(RiskSerializer):
    """A risk with all that it says."""

    valores = serializers.SerializerMethodField(
        help_text="O que diz, com os nomes com que é enviado."
    )

    def get_valores(self, risk: Any) -> dict[str, Any]:
        said = stored(risk, scale_in_force().version)
        return {name: value for name, value in said.items() if name != "version"}


class RiskView(KeyedView):
    """One risk; its ETag is asked for by who alters it."""

    told = {
        "get": Told(
            "ver_risco",
            "Mostra um risco de um plano",
            "O que foi avaliado por outra escala vem vazio, e não se perde se for devolvido assim.",
            WholeRiskSerializer,
            tuple(Asked(name, says, type="uuid", in_path=True) for name, says in OF_RISK.items()),
            refusals={401: "", 403: "", 404: ""},
            group=RISKS,
        )
    }

    def get(self, request: Request, uid: UUID, risk_uid: UUID) -> Response:
        risk = risk_in(plans.plan_by_uid(actor_of(request), uid), risk_uid)
        return Response(WholeRiskSerializer(risk).data, headers={"ETag": f'"{risk.version}"'})


def kept_by(actor: Actor) -> ScaleInForce:
    """The scale in force, for who may change it. Raises Denied."""
    require(actor, permissions.MANAGE_RISK_SCALE)
    if actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)
    return scale_in_force()


class ScaleSerializer(serializers.Serializer[Any]):
    """The scale, as its form names it; each cell of the matrix is a field, too."""

    probabilities = serializers.CharField(help_text="Probabilidades, uma por linha.")
    impacts = serializers.CharField(help_text="Impactos, um por linha.")
    levels = serializers.CharField(help_text="Níveis, um por linha, com a pontuação.")
    grave_from = serializers.IntegerField(help_text="A partir de que nível se pede tratamento.")
    efficacies = serializers.CharField(help_text="Eficácia dos controles, uma por linha.")
    categories = serializers.CharField(help_text="Categorias e subtipos, uma por linha.")
    responses = serializers.CharField(help_text="Respostas ao risco, uma por linha.")


class ScaleView(KeyedView):
    """The scale in force; its ETag is asked for by who changes it."""

    told = {
        "get": Told(
            "ver_escala_de_riscos",
            "Mostra a escala dos riscos",
            "Cada célula da matriz é um campo: `cell_<impacto>_<probabilidade>`, a partir de 1.",
            ScaleSerializer,
            refusals={401: "", 403: ""},
            group=RISKS,
        )
    }

    def get(self, request: Request) -> Response:
        found = kept_by(actor_of(request))
        told = {
            name: value
            for name, value in written(found.scale, found.version).items()
            if name != "version"
        }
        return Response(told, headers={"ETag": f'"{found.version}"'})
