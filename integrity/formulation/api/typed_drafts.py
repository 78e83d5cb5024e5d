"""What somebody types in a part of the programme and has not saved: kept apart, one's own."""

from typing import Any
from uuid import UUID

from django import forms
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.rules import require
from access.verbs import Wish, verb
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_PLAN, PROGRAMME
from integrity.formulation.api.lists import UID
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.queries import plans
from integrity.formulation.queries import programme as queries
from integrity.formulation.rules.programme import BY_SLUG, PARTS, Section, mark_of
from integrity.formulation.services import programme as services
from integrity.formulation.web.forms.fields import LongText


class DraftSerializer(serializers.Serializer[Any]):
    """A part as somebody left it."""

    valores = serializers.DictField(help_text="O que se digitou, com os nomes com que é enviado.")
    guardado_em = serializers.DateTimeField(help_text="Quando.")
    mudou_depois = serializers.BooleanField(
        help_text="O texto gravado mudou desde que o rascunho começou."
    )


class TypedDraftView(KeyedView):
    """One's own draft; its ETag is that of the text that was read when it began."""

    told = {
        "get": Told(
            "ver_rascunho",
            "Mostra o rascunho não gravado de uma parte do programa",
            "Só da própria pessoa: o que ela digitou na página, ou guardou pela API. O ETag é o do "
            "texto que ela leu; 404 se não há rascunho.",
            DraftSerializer,
            (UID, Asked("slug", "Qual parte.", tuple(BY_SLUG), in_path=True)),
            refusals={401: "", 403: "", 404: ""},
            group=PROGRAMME,
        )
    }

    def get(self, request: Request, uid: UUID, slug: str) -> Response:
        actor, part = actor_of(request), BY_SLUG.get(slug)
        require(actor, permissions.DRAFT_PLAN)
        plan = plans.plan_by_uid(actor, uid)
        if part is None:
            raise NotFound
        stored = queries.values_in(queries.programme_of(plan), part)
        typed = queries.typed_by(actor, plan, part, stored)
        if typed is None:
            raise NotFound
        told = {
            "valores": typed.values,
            "guardado_em": typed.kept_at,
            "mudou_depois": typed.mark != mark_of(part, stored),
        }
        return Response(DraftSerializer(told).data, headers={"ETag": f'"{typed.mark}"'})


class AnyWords(forms.MultipleChoiceField):
    """Whatever is ticked: it is judged when the part is saved."""

    def valid_value(self, value: Any) -> bool:
        return True


def loose(section: Section) -> type[forms.Form]:
    """A part of which nothing is demanded yet."""
    part = PARTS[section]
    asked: dict[str, Any] = {
        each.name: LongText(label=each.label, help_text=each.hint, max_length=each.longest)
        for each in part.questions
    }
    if part.choice:
        asked[part.choice.name] = AnyWords(label=part.choice.label, required=False)
    asked["mark"] = forms.CharField(widget=forms.HiddenInput, max_length=32)
    return type("LooseForm", (forms.Form,), asked)


def keep_verb(section: Section) -> Any:
    """The verb that keeps a part as it is now, whole or not."""

    def keep(wish: Wish) -> None:
        services.keep_typed(
            actor=wish.actor,
            plan_uid=wish.uid,
            section=section,
            values=wish.given,
            mark=wish.given["mark"],
            at=wish.at,
        )

    told = Told(
        f"guardar_rascunho_{section.value}",
        f"Guarda um rascunho, sem gravar: {section.label}",
        "No lugar do anterior; o que não é enviado fica em branco. O plano não muda. O ETag é o da "
        "parte que se leu.",
        group=PROGRAMME,
    )
    how: dict[str, Any] = {"find": drafted, "versioned": "mark", "where": OF_PLAN}
    return verb(told, page=f"formulation:{section.value}", form=loose(section), **how)(keep)


def discard_verb(section: Section) -> Any:
    """The verb that throws one's own draft of a part away."""

    def discard(wish: Wish) -> None:
        services.discard_typed(actor=wish.actor, plan_uid=wish.uid, section=section)

    told = Told(
        f"descartar_rascunho_{section.value}",
        f"Descarta o rascunho não gravado: {section.label}",
        "O que está gravado fica como está.",
        group=PROGRAMME,
    )
    how: dict[str, Any] = {"find": drafted, "where": OF_PLAN}
    return verb(told, page=f"formulation:{section.value}", **how)(discard)


KEEP_VERBS = {PARTS[section].slug: keep_verb(section) for section in Section}
DISCARD_VERBS = {PARTS[section].slug: discard_verb(section) for section in Section}
