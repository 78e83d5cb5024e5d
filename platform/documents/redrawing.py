"""One page drawn anew: a picture of it with bars, and the text that stays, one line at a time."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from documents.pages import Box, Letters
from documents.personal import Finding

PER_INCH = 150
MOST_DOTS = 16_000_000
BLACK = 0xFF000000
AROUND = 1.0  # points by which a bar is wider than the letters under it
WIDTH = 0.6  # of every letter of the font, as a share of its size
INVISIBLE, WHITE = "3 Tr", "0 Tr 1 g"


@dataclass(frozen=True, slots=True)
class Line:
    """Some words, where they stand on the new page, and whether a bar is under them."""

    text: str
    box: Box
    at: int  # its place in the text of the page: the order in which it is read aloud
    is_mask: bool = False


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A page to come: its size in points, its picture, and its words."""

    width: float
    height: float
    dots: tuple[int, int]
    picture: bytes
    lines: tuple[Line, ...]

    def add_to(self, pdf: Any) -> None:
        """Append the page to a document."""
        import pikepdf

        page = pdf.add_blank_page(page_size=(self.width, self.height))
        image = pikepdf.Stream(pdf, self.picture, {
            "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image,
            "/Width": self.dots[0], "/Height": self.dots[1], "/BitsPerComponent": 8,
            "/ColorSpace": pikepdf.Name.DeviceRGB, "/Filter": pikepdf.Name.FlateDecode,
        })  # fmt: skip
        font = pikepdf.Dictionary({
            "/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1,
            "/BaseFont": pikepdf.Name.Courier, "/Encoding": pikepdf.Name.WinAnsiEncoding,
        })  # fmt: skip
        page.obj["/Resources"] = pikepdf.Dictionary(
            {"/XObject": {"/P": pdf.make_indirect(image)}, "/Font": {"/F": font}}
        )
        drawn = f"q {self.width:.2f} 0 0 {self.height:.2f} 0 0 cm /P Do Q\n".encode()
        page.obj["/Contents"] = pdf.make_stream(drawn + b"\n".join(map(written, self.lines)))


def redrawn(page: Any, letters: Letters, wanted: Sequence[Finding], shown: Letters) -> Redrawn:
    """Draw a page with a bar over every wanted find; `shown` is the text that it keeps."""
    width, height = page.get_size()
    scale = min(PER_INCH / 72, (MOST_DOTS / max(width * height, 1)) ** 0.5)
    place = Placing(page, width, height)
    bars = [
        Line(each.mask if first else "", place(box), each.start, is_mask=True)
        for each in wanted
        for first, box in firsts(boxes_by_line(letters, each.start, each.end))
    ]
    dots, picture = drawn(page, scale, height, [bar.box for bar in bars])
    kept = [Line(line.text, place(line.box), line.at) for line in lines_of(shown, wanted)]
    in_order = tuple(sorted([*kept, *bars], key=lambda line: line.at))
    return Redrawn(width, height, dots, picture, in_order)


class Placing:
    """From the letters' own coordinates to those of the upright page that is drawn."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        self.page, self.width, self.height = page, width, height

    def __call__(self, box: Box) -> Box:
        corners = [self.point(box[0], box[1]), self.point(box[2], box[3])]
        across, up = sorted(each[0] for each in corners), sorted(each[1] for each in corners)
        return across[0], up[0], across[1], up[1]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One corner, measured in hundredths of a point."""
        from pypdfium2 import raw

        right, down = ctypes.c_int(), ctypes.c_int()
        size = (round(self.width * 100), round(self.height * 100))
        raw.FPDF_PageToDevice(
            self.page.raw, 0, 0, *size, 0, x, y, ctypes.byref(right), ctypes.byref(down)
        )
        return right.value / 100, self.height - down.value / 100


def drawn(
    page: Any, scale: float, height: float, bars: Sequence[Box]
) -> tuple[tuple[int, int], bytes]:
    """The dots of a page with its bars, packed."""
    from pypdfium2 import raw

    bitmap = page.render(
        scale=scale,
        rev_byteorder=True,
        may_draw_forms=False,
        force_bitmap_format=raw.FPDFBitmap_BGR,
    )
    for left, bottom, right, top in bars:
        corner = (int((left - AROUND) * scale), int((height - top - AROUND) * scale))
        wide = int((right - left + 2 * AROUND) * scale) + 1
        high = int((top - bottom + 2 * AROUND) * scale) + 1
        raw.FPDFBitmap_FillRect(bitmap.raw, *corner, wide, high, BLACK)
    dots, row = (bitmap.width, bitmap.height), bitmap.width * 3
    view = memoryview(bitmap.buffer).cast("B")
    lines = (view[y * bitmap.stride : y * bitmap.stride + row] for y in range(dots[1]))
    packer = zlib.compressobj(6)
    return dots, b"".join([*map(packer.compress, lines), packer.flush()])


def boxes_by_line(letters: Letters, start: int, end: int) -> Iterator[Box]:
    """One box for each line over which some letters run."""
    line: list[Box] = []
    for index in range(start, end):
        box = letters.boxes[index]
        if letters.text[index].isspace() or is_empty(box):
            continue
        if line and not beside(line[-1], box):
            yield around(line)
            line = []
        line.append(box)
    if line:
        yield around(line)


def lines_of(letters: Letters, wanted: Sequence[Finding]) -> Iterator[Line]:
    """The lines of a text, broken where a mask takes the place of words."""
    hidden = {index for each in wanted for index in range(each.start, each.end)}
    words: list[int] = []
    for index, letter in enumerate(letters.text):
        breaks = letter in "\r\n" or index in hidden
        if breaks and words:
            yield from line_at(letters, words)
            words = []
        if not breaks:
            words.append(index)
    yield from line_at(letters, words)


def line_at(letters: Letters, places: Sequence[int]) -> Iterator[Line]:
    """The line that some letters make, unless it is blank."""
    text = "".join(letters.text[index] for index in places)
    boxes = [letters.boxes[index] for index in places if not is_empty(letters.boxes[index])]
    if text.strip() and boxes:
        yield Line(text, around(boxes), places[0])


def written(line: Line) -> bytes:
    """The operators that write a line as wide as it was."""
    left, bottom, right, top = line.box
    text = line.text.encode("cp1252", "replace")
    if not text:
        return b""
    size = max(1.0, (top - bottom) * 0.8)
    stretch = 100 * max(right - left, 1.0) / (WIDTH * size * len(text))
    escaped = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    mode = WHITE if line.is_mask else INVISIBLE
    head = f"BT /F {size:.2f} Tf {mode} {stretch:.2f} Tz"
    return (
        f"{head} 1 0 0 1 {left:.2f} {bottom + size * 0.25:.2f} Tm (".encode() + escaped + b") Tj ET"
    )


def firsts(boxes: Iterator[Box]) -> Iterator[tuple[bool, Box]]:
    """Each box, and whether it is the first."""
    for count, box in enumerate(boxes):
        yield count == 0, box


def is_empty(box: Box) -> bool:
    """Whether a letter takes no place: a blank that only separates."""
    return box[2] <= box[0] or box[3] <= box[1]


def beside(box: Box, other: Box) -> bool:
    """Whether two letters stand on one line."""
    middle = (other[1] + other[3]) / 2
    return box[1] <= middle <= box[3]


def around(boxes: Sequence[Box]) -> Box:
    """The box that holds them all."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
