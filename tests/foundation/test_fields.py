"""Fields of identifiers: the typed text stays, the stored text is in one form."""

from django import forms

from foundation.fields import CnpjField, CpfField
from foundation.identifiers import CNPJ_DIGITS, CPF_REPEATED


class PartyForm(forms.Form):
    """An organisation and a person, one of them optional."""

    cnpj = CnpjField(label="CNPJ")
    cpf = CpfField(label="CPF", required=False)


def test_both_are_cleaned_to_their_stored_form() -> None:
    form = PartyForm({"cnpj": "12.abc.345/01de-35", "cpf": "529.982.247-25"})
    assert form.is_valid()
    assert form.cleaned_data == {"cnpj": "12ABC34501DE35", "cpf": "52998224725"}


def test_a_wrong_number_is_refused_beside_its_field_and_stays_as_it_was_typed() -> None:
    form = PartyForm({"cnpj": "18715615000161", "cpf": "11111111111"})
    assert form.errors == {"cnpj": [CNPJ_DIGITS], "cpf": [CPF_REPEATED]}
    assert 'value="18715615000161"' in str(form["cnpj"])


def test_an_optional_number_may_be_left_out() -> None:
    form = PartyForm({"cnpj": "11222333000181", "cpf": ""})
    assert form.is_valid()
    assert form.cleaned_data["cpf"] == ""


def test_a_stored_number_is_shown_with_its_punctuation() -> None:
    form = PartyForm(initial={"cnpj": "12ABC34501DE35", "cpf": "52998224725"})
    assert 'value="12.ABC.345/01DE-35"' in str(form["cnpj"])
    assert 'value="529.982.247-25"' in str(form["cpf"])
