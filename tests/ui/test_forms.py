"""Forms: labels, help and errors tied to their fields; what a service refused beside them."""

import re
from typing import Any

import pytest
from django import forms

from foundation.refusals import Invalid
from tests.ui.rendering import rendered
from ui.faults import faults
from ui.refusals import show_faults
from ui.widgets import DatalistInput, DateInput


class RequestForm(forms.Form):
    """One field of each layout."""

    name = forms.CharField(label="Nome", help_text="Como no ato de criação.")
    sphere = forms.ChoiceField(label="Esfera", choices=[("m", "Municipal"), ("e", "Estadual")])
    start = forms.DateField(label="Início", widget=DateInput)
    city = forms.CharField(label="Município", widget=DatalistInput(["Uberaba (MG)"]))
    channel = forms.ChoiceField(
        label="Aviso", widget=forms.RadioSelect, choices=[("e", "E-mail"), ("s", "Sistema")]
    )
    reason = forms.CharField(label="Motivo", widget=forms.Textarea, required=False)
    letter = forms.FileField(label="Ofício", required=False)
    accept = forms.BooleanField(label="Li os termos")
    origin = forms.CharField(widget=forms.HiddenInput)


def refused(**typed: Any) -> RequestForm:
    form = RequestForm(typed)
    assert not form.is_valid()
    return form


def element(html: str, marker: str) -> str:
    """The opening tag that holds the marker."""
    found = re.search(rf"<[a-z]+[^>]*{re.escape(marker)}[^>]*>", html)
    assert found, marker
    return found[0]


def test_an_input_is_described_by_its_help_and_its_error() -> None:
    html = rendered("{{ form }}", form=refused())
    tag = element(html, 'id="id_name"')
    assert 'aria-describedby="id_name_helptext id_name_error"' in tag
    assert 'aria-invalid="true"' in tag
    assert 'id="id_name_helptext">Como no ato de criação.' in html
    assert "Este campo é obrigatório." in html[html.index('id="id_name_error"') :]


@pytest.mark.parametrize(
    "name", ["name", "sphere", "start", "city", "reason", "letter", "accept", "channel_0"]
)
def test_every_field_has_a_label_that_points_at_it(name: str) -> None:
    assert f'for="id_{name}"' in rendered("{{ form }}", form=RequestForm())


def test_a_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    html = rendered("{{ form }}", form=RequestForm())
    group = html[html.index("<fieldset") : html.index("</fieldset>")]
    assert "Aviso" in group and group.count('type="radio"') == 2


def test_only_required_fields_carry_the_mark() -> None:
    html = rendered("{{ form }}", form=RequestForm())
    assert re.search(r'for="id_name">Nome<span class="sp-required"', html)
    assert re.search(r'for="id_reason">Motivo\s*</label>', html)


def test_a_date_goes_to_the_browser_in_the_form_it_understands() -> None:
    html = rendered("{{ form }}", form=refused(start="2026-11-30"))
    assert 'value="2026-11-30"' in element(html, 'id="id_start"')
    assert 'type="date"' in element(html, 'id="id_start"')


def test_a_list_of_suggestions_belongs_to_its_field() -> None:
    html = rendered("{{ form }}", form=RequestForm())
    assert 'list="id_city_opcoes"' in element(html, 'id="id_city"')
    suggestions = html[html.index('<datalist id="id_city_opcoes">') : html.index("</datalist>")]
    assert '<option value="Uberaba (MG)">' in suggestions


def test_what_was_typed_is_kept_and_escaped() -> None:
    html = rendered("{{ form }}", form=refused(name='Câmara "A" <b>'))
    assert 'value="Câmara &quot;A&quot; &lt;b&gt;"' in html


def test_a_form_that_holds_a_file_is_sent_in_parts() -> None:
    assert 'enctype="multipart/form-data"' in rendered(
        '<c-form :form="form" />', form=RequestForm()
    )
    assert "enctype" not in rendered('<c-form :form="form" />', form=forms.Form())


def test_a_form_carries_its_token_and_no_fault_before_it_is_sent() -> None:
    html = rendered('<c-form :form="form" submit="Enviar pedido" />', form=RequestForm())
    assert 'name="csrfmiddlewaretoken"' in html
    assert "sp-summary" not in html
    assert "Enviar pedido" in html


def test_the_summary_links_each_fault_to_where_the_person_types() -> None:
    html = rendered('<c-form :form="form" />', form=refused(origin="x"))
    summary = html[html.index("sp-summary") : html.index("</ul>")]
    assert 'href="#id_name">Nome: Este campo é obrigatório.' in summary
    assert 'href="#id_channel_0">Aviso: Este campo é obrigatório.' in summary
    assert "Há 6 pontos a corrigir" in summary


def test_a_fault_of_the_whole_form_comes_first_and_once() -> None:
    form = refused(origin="x")
    form.add_error(None, "A vigência termina antes do mandato.")
    assert faults(form)[0].message == "A vigência termina antes do mandato."
    assert rendered('<c-form :form="form" />', form=form).count("antes do mandato") == 1


def test_a_fault_of_a_hidden_field_is_told_without_a_link() -> None:
    found = [fault for fault in faults(refused()) if fault.label == "Origin"]
    assert [(fault.target, bool(fault.message)) for fault in found] == [("", True)]


def test_a_formset_shows_each_of_its_forms_and_their_faults() -> None:
    signers = forms.formset_factory(RequestForm, extra=2)
    formset = signers(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-name": "Ana Exemplo"}
    )
    assert not formset.is_valid()
    html = rendered('<c-form :formset="formset" legend="Signatário" />', formset=formset)
    assert "Signatário 1" in html and "Signatário 2" in html
    assert 'name="form-TOTAL_FORMS"' in html
    assert 'href="#id_form-1-sphere"' in html


def test_what_a_service_refuses_lands_beside_its_field() -> None:
    form = RequestForm({"name": "Uberaba"})
    show_faults(form, Invalid({"name": ["Já há um pedido aberto."], "outro": ["Prazo vencido."]}))
    assert "Já há um pedido aberto." in form.errors["name"]
    assert form.non_field_errors() == ["Prazo vencido."]


def test_a_filter_is_a_search_that_changes_nothing() -> None:
    html = rendered('<c-filters :form="form" clear="/planos/" />', form=RequestForm())
    assert '<form method="get"' in html and 'role="search"' in html
    assert "csrfmiddlewaretoken" not in html
    assert 'href="/planos/"' in html
