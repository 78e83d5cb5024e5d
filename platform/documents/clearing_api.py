"""The questions about personal data, for a programme that brings what a person decided."""

from typing import Any

from rest_framework import serializers

from documents.clearance import Sheet
from documents.clearing_forms import ClearingForm

QUESTIONS = "As respostas são os campos `clearing_…` da conferência, cada um com o seu nome."
STAMP = "Envie como está: diz sobre o que se decidiu."


class QuestionSerializer(serializers.Serializer[Any]):
    """One question."""

    campo = serializers.CharField(help_text="O nome com que a resposta é enviada.")
    pergunta = serializers.CharField(help_text="O que foi encontrado, ou o que se pede.")
    respostas = serializers.ListField(
        child=serializers.CharField(), help_text="O que se pode responder, se não for um texto."
    )
    valor = serializers.CharField(help_text="O que se envia tal como está.")


class SheetSerializer(serializers.Serializer[Any]):
    """What was found, asked one by one."""

    perguntas = QuestionSerializer(many=True, help_text="Vazia: não há nada a decidir.")
    alem_do_texto = serializers.ListField(
        child=serializers.CharField(), help_text="O que o PDF leva além do que se vê."
    )


def told_of(sheet: Sheet) -> dict[str, Any]:
    """The questions that the page would ask."""
    form = ClearingForm()
    form.lay(sheet)
    return {
        "perguntas": [
            {
                "campo": name,
                "pergunta": str(field.label or STAMP),
                "respostas": [str(value) for value, _ in getattr(field, "choices", ())],
                "valor": str(field.initial or "") if field.widget.is_hidden else "",
            }
            for name, field in form.fields.items()
        ],
        "alem_do_texto": list(sheet.beside),
    }
