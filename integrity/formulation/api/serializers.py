"""A plan in JSON: the same words as the workbook."""

from typing import Any

from rest_framework import serializers

from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries.commission import ends_on
from integrity.formulation.queries.risks import with_treatment
from integrity.formulation.services.snapshot import planned


class ActionSerializer(serializers.ModelSerializer[Action]):
    """An action."""

    axis = serializers.CharField(source="axis.title")
    sub_axis = serializers.CharField(source="sub_axis.title", default="")
    executing_unit = serializers.CharField(source="executing_unit.__str__", default="")
    supporting_units = serializers.StringRelatedField[Any](many=True, read_only=True)
    planned = serializers.SerializerMethodField()

    class Meta:
        model = Action
        fields = [
            "uid",
            "number",
            "title",
            "description",
            "axis",
            "sub_axis",
            "objective",
            "expected_benefit",
            "executing_unit",
            "supporting_units",
            "status",
            "planned",
        ]

    def get_planned(self, action: Action) -> dict[str, Any]:
        return planned(action)


class PlanSerializer(serializers.ModelSerializer[Plan]):
    """A plan in a list."""

    organ = serializers.CharField(source="organ.name")
    partners = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Órgãos que participam de um plano conjunto; vazio nos demais.",
    )

    class Meta:
        model = Plan
        fields = ["uid", "organ", "partners", "title", "edition", "revision", "state", "updated_at"]


class PlanDetailSerializer(PlanSerializer):
    """A plan with its content, and with the act and the hash once published."""

    axes = serializers.SerializerMethodField()
    actions = serializers.SerializerMethodField()
    publication = serializers.SerializerMethodField()
    commission = serializers.SerializerMethodField()
    risks = serializers.SerializerMethodField()

    class Meta(PlanSerializer.Meta):
        fields = [
            *PlanSerializer.Meta.fields,
            "commission",
            "axes",
            "actions",
            "risks",
            "publication",
        ]

    def get_axes(self, plan: Plan) -> list[dict[str, Any]]:
        return [
            {
                "title": axis.title,
                "description": axis.description,
                "sub_axes": [each.title for each in axis.sub_axes.all()],
            }
            for axis in plans.axes_of(plan)
        ]

    def get_actions(self, plan: Plan) -> Any:
        return ActionSerializer(plans.actions_of(plan), many=True).data

    def get_risks(self, plan: Plan) -> list[dict[str, Any]]:
        said = ("cause", "event", "consequence", "objective", "category", "subtype", "level")
        return [
            {
                "uid": risk.uid,
                "number": risk.label,
                **{name: getattr(risk, name) for name in said},
                "residual": risk.residual,
                "actions": [each.number for each in risk.actions.all()],
            }
            for risk in with_treatment(plan)
        ]

    def get_commission(self, plan: Plan) -> dict[str, Any] | None:
        found = getattr(plan, "commission", None)
        if found is None:
            return None
        said = ("act_name", "act_url", "published_date", "due_date")
        return {
            "is_formal": found.is_formal,
            "start_date": found.start_date,
            **{name: getattr(found, name) for name in said},
            "ends_on": ends_on(found),
            "acts": list(found.acts.values("kind", "number", *said)),
        }

    def get_publication(self, plan: Plan) -> dict[str, Any] | None:
        found = getattr(plan, "publication", None)
        if found is None:
            return None
        return {
            "published_date": found.published_date,
            "act_name": found.act_name,
            "act_url": found.act_url,
            "sha256": found.sha256,
        }
