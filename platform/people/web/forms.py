"""What is typed about people."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from access.models import Assignment, DerivedProfile, Organ, Unit
from access.queries import organs_of
from access.rules import CENTRE_PROFILES, Actor, Profile
from foundation.fields import CpfField, PhoneField, TextLine
from foundation.vocabulary import lazy_word
from identity.models import User
from people import permissions, queries
from people.services import Terms
from ui.widgets import DateInput

NUMBER_HELP = "Se não há matrícula, escreva “sem matrícula”."


class OwnDataForm(forms.Form):
    """What a person changes about herself (P7)."""

    post = TextLine(label="Cargo", max_length=120, required=False)
    registration_number = TextLine(
        label=lazy_word("registration"), max_length=30, help_text=NUMBER_HELP
    )
    phone = PhoneField(label="Telefone", max_length=20, required=False)


class PersonForm(forms.Form):
    """What is changed about somebody else."""

    name = TextLine(label="Nome", max_length=200)
    email = forms.EmailField(label="E-mail", max_length=254)
    post = TextLine(label="Cargo", max_length=120, required=False)
    registration_number = TextLine(label=lazy_word("registration"), max_length=30, required=False)
    phone = PhoneField(label="Telefone", max_length=20, required=False)
    cpf = CpfField(
        label="CPF",
        required=False,
        help_text="Só para a entrada com gov.br. Guardamos uma marca dele, que não permite lê-lo de"
        " volta. Em branco: fica como está.",
    )


class ProviderForm(forms.Form):
    """The organisation's own provider of identity."""

    label = TextLine(
        label="Nome no botão", max_length=60, help_text="“Entrar com …”, na página de entrada."
    )
    issuer = forms.URLField(
        label="Emissor",
        max_length=300,
        assume_scheme="https",
        help_text="O endereço do provedor, que começa com https://. Conferimos na hora.",
    )
    client_id = TextLine(label="Identificação do cliente", max_length=200)
    secret = forms.CharField(
        label="Segredo do cliente",
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Guardado cifrado; ninguém o lê de volta. Em branco: fica o que está guardado.",
    )


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
    start_date = forms.DateField(
        label="Vale desde", required=False, widget=DateInput, help_text="Vazio: desde hoje."
    )
    end_date = forms.DateField(
        label="Vale até", required=False, widget=DateInput, help_text="Vazio: sem prazo."
    )
    act = TextLine(
        label="Ato que designa",
        max_length=255,
        required=False,
        help_text="Exemplo: Portaria nº 12, de 20/02/2026.",
    )
    alternate_of = forms.ModelChoiceField(
        Assignment.objects.none(),
        to_field_name="uid",
        label="Suplente de",
        required=False,
        empty_label="Não é suplência",
        help_text="A suplência só vale nos dias de afastamento do titular.",
    )
    post = TextLine(label="Cargo", max_length=120, required=False)
    registration_number = TextLine(label=lazy_word("registration"), max_length=30, required=False)
    phone = PhoneField(label="Telefone", max_length=20, required=False)

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.derived: dict[str, DerivedProfile] = {}
        alternate_of = self.fields["alternate_of"]
        assert isinstance(alternate_of, forms.ModelChoiceField)
        alternate_of.queryset = queries.titulars(actor, today=today)
        alternate_of.label_from_instance = (  # type: ignore[method-assign]
            lambda obj: f"{obj.user.name} · {obj}"
        )
        profile, organ, unit = (self.fields[name] for name in ("profile", "organ", "unit"))
        assert isinstance(profile, forms.ChoiceField)
        assert isinstance(organ, forms.ModelChoiceField)
        assert isinstance(unit, forms.ModelChoiceField)
        # Every profile is understood: one that may not be granted is refused as such (403).
        profile.choices = [(each.value, each.label) for each in Profile]
        offered = [(each.value, each.label) for each in permissions.grantable_by(actor)]
        self.derived = {str(each.uid): each for each in queries.derived_to_grant(actor)}
        offered += [(uid, f"{each} (derivado)") for uid, each in self.derived.items()]
        profile.choices += [(uid, str(each)) for uid, each in self.derived.items()]
        profile.widget.choices = [("", "Escolha"), *offered]
        if actor.profile in CENTRE_PROFILES:
            del self.fields["organ"], self.fields["unit"]
            return
        organs = organs_of(actor)
        organ.queryset = organs
        organ.required = actor.organ_id is not None
        if actor.organ_id is not None:
            organ.empty_label = None
        units = Unit.objects.filter(organ__in=organs, is_active=True)
        unit.queryset = units.select_related("organ", "parent")

    def granted(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        derived = self.derived.get(given["profile"])
        named = ("start_date", "end_date", "act", "alternate_of")
        terms = Terms(derived=derived, **{name: given.pop(name) for name in named})
        profile = Profile(derived.base if derived else given["profile"])
        return {**given, "profile": profile, "terms": terms}


class PeopleFilter(forms.Form):
    """By name or e-mail, profile, organ and situation (P14)."""

    texto = TextLine(label="Nome ou e-mail", max_length=200, required=False)
    perfil = forms.ChoiceField(label="Perfil", required=False)
    orgao = forms.ModelChoiceField(
        Organ.objects.none(),
        to_field_name="uid",
        label="Órgão",
        required=False,
        empty_label="Todos",
    )
    situacao = forms.ChoiceField(
        label="Situação",
        required=False,
        choices=[("", "Todas"), ("ativa", "Contas ativas"), ("desativada", "Desativadas")],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile, organ = self.fields["perfil"], self.fields["orgao"]
        assert isinstance(profile, forms.ChoiceField)
        assert isinstance(organ, forms.ModelChoiceField)
        offered = permissions.grantable_by(actor)
        profile.choices = [("", "Todos")] + [(each.value, each.label) for each in offered]
        organ.queryset = organs_of(actor)
        if actor.profile in CENTRE_PROFILES:
            del self.fields["orgao"]


class ReasonForm(forms.Form):
    """Why."""

    reason = TextLine(label="Motivo", max_length=300)


class AbsenceForm(forms.Form):
    """From when to when, and why."""

    away_from = forms.DateField(label="Afastamento desde", required=False, widget=DateInput)
    away_until = forms.DateField(
        label="Até",
        required=False,
        widget=DateInput,
        help_text="Os dois dias contam. Deixe ambos vazios quando a pessoa voltar.",
    )
    reason = TextLine(label="Motivo ou ato", max_length=300)


class DeactivateForm(ReasonForm):
    """Why, and who takes over what is open."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        to_field_name="uid",
        label="Quem assume o que está aberto",
        required=False,
        empty_label="Ninguém: não há nada aberto",
    )

    def __init__(self, *args: Any, successors: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["successor"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = successors
