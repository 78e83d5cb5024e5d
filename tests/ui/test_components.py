"""Components: what they say to eyes and screen readers; they escape what they are given."""

from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator

from foundation.differences import differences, lines_of
from tests.ui.rendering import rendered, visit

HOSTILE = '<script>alert("x")</script> & Cia'
ESCAPED = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Cia"


@pytest.mark.parametrize(
    "source",
    [
        '<c-page-heading title="{{ text }}" />',
        '<c-page-heading :title="text" />',
        '<c-card title="{{ text }}">x</c-card>',
        '<c-tag label="{{ text }}" />',
        '<c-button label="{{ text }}" />',
        '<c-link-button href="/" label="{{ text }}" />',
        '<c-crumb label="{{ text }}" />',
        '<c-step title="{{ text }}" />',
        '<c-alert title="{{ text }}">x</c-alert>',
        '<c-semaphore colour="green" text="{{ text }}" />',
        '<c-file-link href="/" name="{{ text }}" />',
        '<c-stat number="1" label="{{ text }}" />',
        '<c-description term="Nome">{{ text }}</c-description>',
        '<c-trail-entry what="{{ text }}" />',
    ],
)
def test_a_component_escapes_once_what_it_is_given(source: str) -> None:
    html = rendered(source, text=HOSTILE)
    assert ESCAPED in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("green", "Verde"),
        ("yellow", "Amarelo"),
        ("red", "Vermelho"),
        ("blue", "Azul"),
        ("white", "Branco"),
        ("grey", "Cinza"),
    ],
)
def test_a_semaphore_says_its_colour_in_words_and_in_an_icon(colour: str, name: str) -> None:
    html = rendered('<c-semaphore :colour="colour" />', colour=colour)
    assert name in html and "fas fa-" in html


def test_the_six_colours_of_the_semaphore_have_six_icons() -> None:
    from ui.templatetags.ui import SEMAPHORE

    assert len({icon for icon, _ in SEMAPHORE.values()}) == 6


def test_a_step_says_its_state_in_words() -> None:
    html = rendered('<c-steps><c-step title="Assinaturas" state="current" /></c-steps>')
    assert 'aria-current="step"' in html and "Em andamento" in html


def test_steps_may_come_as_a_list() -> None:
    steps = [{"title": "Pedido", "state": "done", "when": "01/10/2026", "note": "Por e-mail."}]
    html = rendered('<c-steps :steps="steps" />', steps=steps)
    assert "Concluída · 01/10/2026" in html and "Por e-mail." in html


def test_a_cell_repeats_its_column_for_narrow_screens() -> None:
    html = rendered(
        '<c-table caption="Planos" columns="Nome|Valor#|"><c-row>'
        '<c-cell label="Nome" :head="True">A</c-cell>'
        '<c-cell label="Valor" :number="True">1</c-cell>'
        "</c-row></c-table>"
    )
    assert '<th scope="row" role="rowheader" data-label="Nome">' in html
    assert '<th scope="col" role="columnheader" class="sp-number">Valor</th>' in html
    assert '<td role="cell"></td>' in html
    assert "<caption >Planos</caption>" in html


def test_turning_the_page_keeps_the_filters() -> None:
    page = Paginator(range(95), 10).get_page(2)
    request = visit("/planos/?situacao=ativa&pagina=2")
    html = rendered('<c-pagination :page_obj="page_obj" />', request, page_obj=page)
    assert 'href="?situacao=ativa&amp;pagina=3"' in html
    assert 'aria-current="page"' in html
    assert "11–20 de 95" in html


def test_a_single_page_needs_no_pagination() -> None:
    page = Paginator(range(3), 10).get_page(1)
    assert rendered('<c-pagination :page_obj="page_obj" />', page_obj=page) == ""


def test_a_parameter_without_value_leaves_the_address() -> None:
    html = rendered('{% load ui %}{% query_with "a" "" %}', visit("/?a=1&b=2"))
    assert html == "?b=2"


def test_a_description_without_value_says_so() -> None:
    assert "Não informado" in rendered('<c-description term="SEI"> </c-description>')


def test_a_file_says_its_type_and_size() -> None:
    html = rendered(
        '<c-file-link href="/a" name="Ofício.pdf" type="PDF" :size="size" />', size=2048
    )
    assert "(PDF, 2,0" in html


def test_a_danger_is_confirmed_before_it_is_sent() -> None:
    html = rendered(
        '<c-confirm summary="Arquivar" action="/x/" submit="Sim">Sai da lista.</c-confirm>'
    )
    assert html.startswith('<details class="sp-confirm" >')
    assert html.index("Sai da lista.") < html.index('<form method="post" action="/x/"')
    assert 'name="csrfmiddlewaretoken"' in html


def test_a_history_lists_what_who_and_when() -> None:
    entries = [SimpleNamespace(what="Plano aprovado", who="Ana Exemplo", at=None, note="")]
    html = rendered('<c-trail :entries="entries" />', entries=entries)
    assert "Plano aprovado" in html and "Ana Exemplo" in html


def test_an_empty_history_says_so() -> None:
    assert "Nada registrado ainda." in rendered('<c-trail :entries="entries" />', entries=[])


def test_a_part_that_waits_asks_again_and_one_that_is_done_does_not() -> None:
    assert 'hx-trigger="every 5s"' in rendered('<c-poll src="/a/">x</c-poll>')
    assert "hx-" not in rendered('<c-poll src="/a/" :active="False">x</c-poll>')


def test_a_component_does_not_take_over_names_of_the_page_around_it() -> None:
    html = rendered(
        "<c-card>x</c-card><c-tag>y</c-tag>", title="Alheio", label="Alheio", tone="red"
    )
    assert "Alheio" not in html


def test_a_difference_is_told_to_screen_readers_too_and_escapes_its_words() -> None:
    lines = lines_of(differences("prazo de 15 dias", f"prazo de {HOSTILE} dias"))
    html = rendered('<c-difference :lines="lines" />', lines=list(lines))
    assert '<del><span class="sp-hidden">[retirado: </span>15<span' in html
    assert "[incluído: " in html
    assert "<script" not in html
