"""PDF of several makers, each with the same personal data in another corner."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from documents.blocks import PageBreak, Paragraph
from documents.pdf import write_pdf
from tests.documents.made import FACE

CPF, BARE = "529.982.247-25", "52998224725"
SENTENCE = f"Percival Prefeito, CPF {CPF}, assina pelo municipio."
Paper = pikepdf.Pdf


def cpf_of(base: int) -> str:
    """The CPF whose first nine digits are these."""
    digits = f"{base:09d}"
    for length in (10, 11):
        rest = sum(int(each) * (length - at) for at, each in enumerate(digits)) % 11
        digits += "0" if rest < 2 else str(11 - rest)
    return digits


def typeset(*pages: str) -> bytes:
    """As this product makes them: tagged PDF/A."""
    blocks = [each for text in pages for each in (Paragraph(text), PageBreak())][:-1]
    return write_pdf(FACE, blocks)


def blank() -> Paper:
    """One page, a font, and nothing on it."""
    paper = pikepdf.new()
    page = paper.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj["/Resources"] = Dictionary(Font=Dictionary(F=font))
    return paper


def draw(paper: Paper, operators: str) -> None:
    """Add operators to the first page."""
    paper.pages[0].contents_add(operators.encode("latin-1"))


def saying(text: str, before: str = "") -> str:
    """The operators that write a line."""
    return f"BT /F 12 Tf {before} 60 700 Td ({text}) Tj ET"


def saved(paper: Paper, *, packed: bool = False) -> bytes:
    """Its bytes; `packed` hides every object in compressed streams."""
    made = BytesIO()
    mode = pikepdf.ObjectStreamMode
    paper.save(made, object_stream_mode=mode.generate if packed else mode.disable)
    return made.getvalue()


def plain_text(text: str = SENTENCE) -> bytes:
    """A line of text, in the oldest way."""
    paper = blank()
    draw(paper, saying(text))
    return saved(paper)


def packed() -> bytes:
    """The same in compressed streams."""
    paper = blank()
    draw(paper, saying(SENTENCE))
    return saved(paper, packed=True)


def letter_by_letter() -> bytes:
    """Each letter placed by itself, as word processors do."""
    paper = blank()
    steps = " ".join(f"({each}) -2" for each in SENTENCE)
    draw(paper, f"BT /F 12 Tf 60 700 Td [{steps}] TJ ET")
    return saved(paper)


def on_a_turned_page() -> bytes:
    """A page that is shown turned and cut."""
    paper = blank()
    draw(paper, saying(SENTENCE))
    paper.pages[0].obj["/Rotate"] = 90
    paper.pages[0].obj["/CropBox"] = Array([30, 30, 565, 812])
    return saved(paper)


def in_white() -> bytes:
    """Text that nobody sees, and that anybody copies."""
    paper = blank()
    draw(paper, saying("Acordo assinado.") + " 1 g " + saying(SENTENCE).replace("700", "600"))
    return saved(paper)


def under_a_scan() -> bytes:
    """The invisible text that a scanner puts under its picture."""
    paper = blank()
    draw(paper, saying(SENTENCE, before="3 Tr"))
    return saved(paper)


def in_a_form() -> bytes:
    """A field of a form, filled in."""
    paper = blank()
    draw(paper, saying("Declaro o que segue."))
    field = paper.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("cpf"), V=String(CPF),
        Rect=Array([60, 600, 260, 620]), DA=String("/F 12 Tf 0 g"), P=paper.pages[0].obj,
    ))  # fmt: skip
    paper.pages[0].obj["/Annots"] = Array([field])
    fonts = Dictionary(Font=paper.pages[0].obj.Resources.Font)
    paper.Root["/AcroForm"] = Dictionary(Fields=Array([field]), NeedAppearances=True, DR=fonts)
    return saved(paper)


def in_a_note() -> bytes:
    """A comment on the page, closed."""
    paper = blank()
    draw(paper, saying("Acordo assinado."))
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=Array([60, 600, 80, 620]),
        Contents=String(SENTENCE),
    )
    paper.pages[0].obj["/Annots"] = Array([paper.make_indirect(note)])
    return saved(paper)


def in_what_is_said_about_it() -> bytes:
    """The properties of the file."""
    paper = blank()
    draw(paper, saying("Acordo assinado."))
    paper.docinfo["/Subject"] = SENTENCE
    with paper.open_metadata() as about:
        about["dc:description"] = SENTENCE
    return saved(paper)


def in_an_attachment() -> bytes:
    """A file inside the file."""
    paper = blank()
    draw(paper, saying("Acordo assinado."))
    paper.attachments["declaracao.txt"] = SENTENCE.encode()
    return saved(paper)


def in_a_layer() -> bytes:
    """A layer that is switched off."""
    paper = blank()
    layer = paper.make_indirect(Dictionary(Type=Name.OCG, Name=String("Rascunho")))
    paper.Root["/OCProperties"] = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), ON=Array([]), Order=Array([]))
    )
    paper.pages[0].obj.Resources["/Properties"] = Dictionary(L=layer)
    draw(paper, saying("Acordo assinado.") + " /OC /L BDC " + saying(SENTENCE) + " EMC")
    return saved(paper)


def in_a_drawing_used_twice() -> bytes:
    """A drawing that the page only calls by its name."""
    paper = blank()
    drawing = Stream(paper, saying(SENTENCE).encode())
    drawing["/Type"], drawing["/Subtype"] = Name.XObject, Name.Form
    drawing["/BBox"], drawing["/Resources"] = Array([0, 0, 595, 842]), paper.pages[0].obj.Resources
    paper.pages[0].obj["/Resources"] = Dictionary(
        Font=drawing.Resources.Font, XObject=Dictionary(D=paper.make_indirect(drawing))
    )
    draw(paper, "/D Do q 1 0 0 1 0 -100 cm /D Do Q")
    return saved(paper)


EVERY_MAKER = {
    each.__name__: each
    for each in (
        in_a_drawing_used_twice, in_a_form, in_a_layer, in_a_note, in_an_attachment, in_white,
        in_what_is_said_about_it, letter_by_letter, on_a_turned_page, packed, plain_text,
        under_a_scan,
    )
}  # fmt: skip
