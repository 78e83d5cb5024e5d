"""A stand-in for the web service of SEI, on a port of its own, in a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

ENVELOPE = """<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="Sei"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"><SOAP-ENV:Body>{}</SOAP-ENV:Body>
</SOAP-ENV:Envelope>"""
FAULT = (
    "<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode>"
    "<faultstring>Documento nao encontrado.</faultstring></SOAP-ENV:Fault>"
)


@dataclass
class Paper:
    """A document as SEI holds it."""

    text_hash: str = ""
    signatures: list[tuple[str, str, str]] = field(default_factory=list)
    printed: str = ""

    def told(self, number: str) -> str:
        """The answer to consultarDocumento, with a part that nobody reads in the middle."""
        people = "".join(
            f'<item xsi:type="ns1:Assinatura"><Nome xsi:type="xsd:string">{name}</Nome>'
            f"<CargoFuncao>{post}</CargoFuncao><DataHora>{at}</DataHora></item>"
            for name, post, at in self.signatures
        )
        fields = f"<item><Nome>SHA256</Nome><Valor>{self.text_hash}</Valor></item>"
        return (
            '<ns1:consultarDocumentoResponse><parametros xsi:type="ns1:RetornoConsultaDocumento">'
            f"<IdDocumento>1</IdDocumento><DocumentoFormatado>{number}</DocumentoFormatado>"
            "<Serie><IdSerie>3</IdSerie></Serie>"
            f'<Assinaturas SOAP-ENC:arrayType="ns1:Assinatura[1]">{people}</Assinaturas>'
            f"<Campos>{fields if self.text_hash else ''}</Campos>"
            "</parametros></ns1:consultarDocumentoResponse>"
        )

    def shown(self) -> str:
        """The answer to consultarPublicacao."""
        return (
            f"<ns1:consultarPublicacaoResponse><parametros>{self.printed}</parametros>"
            "</ns1:consultarPublicacaoResponse>"
        )


class Sei(ThreadingHTTPServer):
    """`answer`, where it is set, is sent instead of any other; a silent one never answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Question)
        self.papers: dict[str, Paper] = {}
        self.answer = b""
        self.status = 200
        self.is_silent = False
        self.over = threading.Event()
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """What SEI_URL says."""
        return f"http://127.0.0.1:{self.server_port}/sei/ws/SeiWS.php"


class Question(BaseHTTPRequestHandler):
    """One question."""

    server: Sei

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.is_silent:
            self.server.over.wait(30)
            return
        asked = ElementTree.fromstring(body)[0][0]
        number = asked.findtext("ProtocoloDocumento") or ""
        self.server.asked.append(number)
        paper = self.server.papers.get(number)
        status = self.server.status if paper else 500
        if paper is None:
            told = FAULT
        else:
            told = paper.told(number) if "Documento" in asked.tag else paper.shown()
        answer = self.server.answer or ENVELOPE.format(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Sei]:
    """A running service; it ends with the block."""
    with Sei() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
