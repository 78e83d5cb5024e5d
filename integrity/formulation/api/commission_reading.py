"""What is read of the commission of a plan: who is in it, its term, and every act."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from integrity.formulation import permissions
from integrity.formulation.api.described import COMMISSION, OF_PLAN
from integrity.formulation.models import Commission, CommissionAct, CommissionMember
from integrity.formulation.queries import commission as queries
from integrity.formulation.queries import plans
from integrity.formulation.rules.commission import ActKind
from integrity.formulation.web.forms.fields import NO, YES

TERMS = ("act_name", "published_date", "term_days", "act_url", "start_date")


class ActSerializer(serializers.Serializer[CommissionAct]):
    """An act that prolongs the term or changes who is in the commission."""

    uid = serializers.UUIDField(help_text="Identificador do ato.")
    tipo = serializers.ChoiceField(source="kind", choices=ActKind.choices, help_text="O que muda.")
    numero = serializers.IntegerField(source="number", help_text="Número, em cada tipo.")
    nome = serializers.CharField(source="act_name", help_text="Nome e número do ato.")
    endereco = serializers.CharField(source="act_url", help_text="Endereço na internet.")
    publicado_em = serializers.DateField(source="published_date", help_text="Publicação.")
    prazo = serializers.IntegerField(source="term_days", help_text="Dias; nulo: não prorroga.")
    previsao = serializers.DateField(source="due_date", help_text="Nova previsão de conclusão.")
    entraram = serializers.SerializerMethodField(help_text="Quem passou a integrar a comissão.")
    sairam = serializers.SerializerMethodField(help_text="Quem deixou a comissão.")

    def get_entraram(self, act: CommissionAct) -> list[str]:
        return [str(each.seat) for each in self._people(act) if each.joined]

    def get_sairam(self, act: CommissionAct) -> list[str]:
        return [str(each.seat) for each in self._people(act) if each.left]

    def _people(self, act: CommissionAct) -> Iterable[queries.Standing]:
        found: Iterable[queries.Standing] = self.context["people"].get(act.pk, ())
        return found


class CommissionSerializer(serializers.Serializer[Commission]):
    """The commission; the numbers of its people only for who drafts."""

    valores = serializers.SerializerMethodField(
        help_text="O registro inicial e quem a integra hoje, com os nomes com que são enviados."
    )
    termina_em = serializers.SerializerMethodField(
        help_text="Previsão de conclusão, contadas as prorrogações; nula: sem prazo."
    )
    atos = serializers.SerializerMethodField(help_text="Prorrogações e alterações, em ordem.")

    def get_valores(self, found: Commission) -> dict[str, Any]:
        terms = {name: getattr(found, name) for name in TERMS}
        seats = found.members.filter(is_active=True).select_related(
            "person", "unit", "commission__plan"
        )
        people = [self._member(each) for each in seats]
        return {"is_formal": YES if found.is_formal else NO, **terms, "members": people}

    def _member(self, seat: CommissionMember) -> dict[str, Any]:
        plan, actor = seat.commission.plan, self.context["actor"]
        may = permissions.may_in(plan, actor, permissions.DRAFT_PLAN)
        number = {"registration_number": seat.person.registration_number} if may else {}
        return {
            "name": seat.person.name,
            **number,
            "unit": seat.unit.uid if seat.unit else None,
            "is_coordinator": seat.is_coordinator,
            "is_alternate": seat.is_alternate,
        }

    def get_termina_em(self, found: Commission) -> Any:
        return queries.ends_on(found)

    def get_atos(self, found: Commission) -> Any:
        people = {
            each.act.pk: each.people for each in queries.compositions(found) if each.act is not None
        }
        acts: Any = found.acts.order_by("kind", "number")
        return ActSerializer(acts, many=True, context={"people": people}).data


class CommissionView(KeyedView):
    """The commission of a plan."""

    told = {
        "get": Told(
            "ver_comissao",
            "Mostra a comissão de um plano",
            "Com as prorrogações e as alterações da composição.",
            CommissionSerializer,
            (Asked("uid", OF_PLAN["uid"], type="uuid", in_path=True),),
            refusals={401: "", 403: "", 404: "Não há comissão, ou o plano não está ao alcance."},
            group=COMMISSION,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        actor = actor_of(request)
        found = queries.commission_of(plans.plan_by_uid(actor, uid))
        return Response(CommissionSerializer(found, context={"actor": actor}).data)
