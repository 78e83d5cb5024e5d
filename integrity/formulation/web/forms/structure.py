"""Organs, units, people."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from access.models import Organ, Unit
from access.rules import Actor, Profile
from foundation.fields import TextLine
from integrity.formulation import permissions
from integrity.formulation.queries import structure


class OrganForm(forms.Form):
    """An organ."""

    name = TextLine(label="Nome", max_length=255)
    acronym = TextLine(label="Sigla", max_length=10, required=False)


class UnitForm(forms.Form):
    """A unit of one organ."""

    name = TextLine(label="Nome", max_length=255)
    acronym = TextLine(label="Sigla", max_length=20, required=False)
    parent = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="uid",
        label="Subordinada a",
        required=False,
        empty_label="Diretamente ao órgão",
    )

    def __init__(self, *args: Any, parents: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["parent"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = parents


class EditUnitForm(UnitForm):
    """The same, with the choice to close it."""

    is_active = forms.BooleanField(label="Unidade em atividade", required=False)


class InviteForm(forms.Form):
    """Who, as what, where."""

    name = TextLine(label="Nome", max_length=200)
    email = forms.EmailField(label="E-mail", max_length=254)
    profile = forms.ChoiceField(label="Perfil")
    organ = forms.ModelChoiceField(
        Organ.objects.none(),
        to_field_name="uid",
        label="Órgão",
        required=False,
        empty_label="Toda a organização",
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="uid",
        label="Unidade",
        required=False,
        empty_label="Nenhuma",
        help_text="Obrigatória para o perfil de execução, e só para ele.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile, organ, unit = (self.fields[name] for name in ("profile", "organ", "unit"))
        assert isinstance(profile, forms.ChoiceField)
        assert isinstance(organ, forms.ModelChoiceField)
        assert isinstance(unit, forms.ModelChoiceField)
        # Every profile is understood: one that may not be granted is refused as such (403).
        profile.choices = [(each.value, each.label) for each in Profile]
        offered = permissions.grantable_by(actor.profile)
        profile.widget.choices = [("", "Escolha")] + [(each.value, each.label) for each in offered]
        organ.queryset = structure.organs(actor)
        organ.required = actor.organ_id is not None
        if actor.organ_id is not None:
            organ.empty_label = None
        unit.queryset = structure.units(actor).filter(is_active=True)
