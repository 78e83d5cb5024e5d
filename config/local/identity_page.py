"""The page of the demonstration's provider of identity: who one says one is, and how surely."""

from collections.abc import Mapping, Sequence
from html import escape

PAGE = """<!doctype html><html lang="pt-BR"><head><meta charset="utf-8">
<title>Provedor de identidade de demonstração</title></head>
<body style="font-family:sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem">
<h1>Provedor de identidade de demonstração</h1>
<p><strong>Este não é o gov.br.</strong> Ele imita o gov.br nesta máquina, com pessoas fictícias.
Escolha quem você quer ser.</p>
<form method="post" action="/authorize">{hidden}
<p><label>Pessoa <select name="cpf">{people}</select></label></p>
<p><label>Nível da conta <select name="level"><option value="silver">Prata</option>
<option value="gold">Ouro</option><option value="bronze">Bronze</option></select></label></p>
<p><label><input type="checkbox" name="mfa" value="1" checked>
Com verificação em duas etapas</label></p>
<p><button type="submit">Entrar</button></p></form></body></html>"""


def choice(asked: Mapping[str, str], people: Sequence[Mapping[str, str]]) -> str:
    """The form, with what was asked of the provider carried along."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in asked.items()
    )
    options = "".join(
        f'<option value="{escape(each["cpf"])}">{escape(each["name"])}</option>' for each in people
    )
    stranger = '<option value="00000000191">Uma pessoa sem conta</option>'
    return PAGE.format(hidden=hidden, people=options + stranger)
