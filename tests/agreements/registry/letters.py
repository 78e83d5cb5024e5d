"""E-mails as mail programs save them, right and wrong."""

from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from typing import Any

from agreements.registry.mail import SUBJECT
from tests.documents.samples import PDF


def a_mail(
    *attachments: tuple[str, bytes],
    subject: str = SUBJECT,
    body: str = "Queremos o SisPMPI.",
    **headers: Any,
) -> EmailMessage:
    """A request as a town would send it."""
    mail = EmailMessage()
    values = {
        "From": "João Prefeito <prefeito@municipio.test>",
        "To": "gabinete@cge.mg.gov.br",
        "Subject": subject,
        "Date": "Mon, 09 Nov 2026 10:00:00 -0300",
        "Message-ID": "<pedido-7@municipio.test>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in values.items():
        if value:
            mail[name] = value
    mail.set_content(body)
    for name, content in attachments:
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail


def saved(*attachments: tuple[str, bytes], **more: Any) -> bytes:
    """Its bytes; with one letter unless said otherwise."""
    return a_mail(*(attachments or (("Ofício nº 7.pdf", PDF),)), **more).as_bytes()


def forwarded() -> bytes:
    """The Cabinet forwards the message of a town as an attachment."""
    outer = MIMEMultipart()
    outer["From"] = "Gabinete <gabinete@cge.mg.gov.br>"
    outer["Subject"] = f"ENC: {SUBJECT}"
    outer["Message-ID"] = "<enc@cge.mg.gov.br>"
    outer["Date"] = "Tue, 10 Nov 2026 10:00:00 -0300"
    outer.attach(MIMEMessage(a_mail(("oficio.pdf", PDF))))
    return outer.as_bytes()


def nested(depth: int) -> bytes:
    """Parts within parts within parts."""
    lines = ["From: a@municipio.test", "Subject: pedido"]
    for number in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{number}"', "", f"--b{number}"]
    lines += ["Content-Type: text/plain", "", "no fundo"]
    lines += [f"--b{number}--" for number in reversed(range(depth))]
    return "\n".join(lines).encode()


ODD = {
    "without a header that is read": b"From: \xff\xfe\nSubject: =?nada?B?!!!?=\n\ntexto",
    "an unknown encoding": b"From: a@municipio.test\nSubject: x\n"
    b"Content-Type: text/plain; charset=marciano\n\nol\xe1",
    "broken base64": b"From: a@municipio.test\nSubject: x\nContent-Type: application/pdf;"
    b' name="o.pdf"\nContent-Transfer-Encoding: base64\n\n@@@@',
    "a boundary that never comes": b"From: a@municipio.test\nSubject: x\n"
    b'Content-Type: multipart/mixed; boundary="nunca"\n\ntexto solto',
    "a bad date": b"From: a@municipio.test\nSubject: x\nDate: ontem\n\ntexto",
    "a zero": b"From: a@municipio.test\nSubject: a\x00b\n\nte\x00xto",
    "a bad file name": b"From: a@municipio.test\nSubject: x\nContent-Type: application/pdf;"
    b" name*=marciano'x'%ff%00\nContent-Disposition: attachment\n\n%PDF-1.7",
    "many recipients in one": b"From: <<<>>>,,,@\nSubject: x\n\ntexto",
}
