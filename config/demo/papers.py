"""Small real PDFs that say of themselves that they are demonstration documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.base import ContentFile, File

from documents.blocks import Block, Heading, Paragraph
from documents.pdf import Face, write_pdf

NOTE = (
    "Este é um documento de demonstração. As pessoas, os números e os fatos nele citados são"
    " inventados e servem apenas para mostrar como o sistema funciona."
)


@dataclass
class Papers:
    """One PDF a title, made once: making one takes longer than keeping it."""

    made_at: datetime
    contents: dict[str, bytes] = field(default_factory=dict)

    def pdf(self, name: str, title: str) -> File[bytes]:
        """A file as somebody would send it."""
        if title not in self.contents:
            blocks: list[Block] = [Heading("Documento de demonstração"), Paragraph(NOTE)]
            face = Face(title, "Organização de demonstração", self.made_at)
            self.contents[title] = write_pdf(face, blocks)
        return ContentFile(self.contents[title], name=name)
