"""What the tests of documents lay out."""

from datetime import UTC, datetime

from documents.blocks import (
    Block,
    Bullets,
    Clause,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)
from documents.pdf import Face

AT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
FACE = Face("Acordo de Cooperação Técnica", "Vila Primeira", AT, "Minuta")
BLOCKS: list[Block] = [
    Heading("Das partes"),
    Paragraph("Controladoria-Geral & Vila Primeira.\n\nSegundo parágrafo."),
    Bullets(["Uma ação", "Outra ação"]),
    Clause("Do objeto", ["Ceder o sistema.", "Sem repasse de recursos."]),
    Clause("Da vigência", ["24 (vinte e quatro) meses."]),
    Facts([("CNPJ", "11.222.333/0001-81")]),
    Table(
        ["Etapa", "Prazo"], [[f"Etapa {n}", "10 dias úteis"] for n in range(90)], "Etapas", (3, 1)
    ),
    Table(["Risco"], []),
    PageBreak(),
    Signatures([("Percival Prefeito", "Prefeito"), ("Conrado Controlador", "Controlador-Geral")]),
]
