"""What a document carries to be verified: its code, the address that checks it, and both as QR."""

from dataclasses import dataclass

from documents.codes import spelled

QUIET = 4  # modules of white around, without which some cameras see nothing


@dataclass(frozen=True, slots=True)
class Seal:
    """`address` opens the page of this code, `page` the one where a code is typed."""

    code: str
    address: str
    page: str

    @property
    def spelled(self) -> str:
        """The code as people read it."""
        return spelled(self.code)

    @property
    def line(self) -> str:
        """The sentence for a footer or a cell."""
        return f"Código de verificação: {self.spelled}. Confira em {self.page}"


def qr_svg(text: str) -> str:
    """A QR code as a drawing without script, style or link."""
    from qrcode.constants import ERROR_CORRECT_M  # here: it brings Pillow to every start
    from qrcode.main import QRCode

    code: QRCode = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )
