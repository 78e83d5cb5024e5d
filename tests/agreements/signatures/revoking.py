"""Lists of revoked certificates of the made-up chain, time stamps, and a server that hands out."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

from asn1crypto.crl import CertificateList
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext

from tests.agreements.signatures import icp
from tests.agreements.signatures.icp import Holder

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def crl(
    issuer: Holder,
    *revoked: Holder,
    since: datetime | None = None,
    made: datetime | None = None,
    ends: datetime | None = None,
    key: Holder | None = None,
    extension: x509.ExtensionType | None = None,
    mark: x509.ExtensionType | None = None,
) -> bytes:
    """A list; signed by another key when `key` is given."""
    now = datetime.now(UTC)
    made = made or now - HOUR
    built = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(made)
        .next_update(ends or made + 7 * DAY)
    )
    for each in revoked:
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(each.certificate.serial_number)
            .revocation_date(since or now - DAY)
        )
        if mark is not None:
            entry = entry.add_extension(mark, critical=False)
        built = built.add_revoked_certificate(entry.build())
    if extension is not None:
        built = built.add_extension(extension, critical=True)
    return built.sign((key or issuer).key, hashes.SHA256()).public_bytes(Encoding.DER)


@cache
def stamper(of: str = icp.OWN) -> Holder:
    """Who gives trusted time, under the authority of the chain."""
    key, by = rsa.generate_private_key(65537, 2048), icp.middle(of)
    built = (
        x509.CertificateBuilder()
        .subject_name(icp.named("Carimbo do Tempo Exemplo"))
        .issuer_name(by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(icp.NOW - 400 * DAY)
        .not_valid_after(icp.NOW + 400 * DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(icp.usage(is_ca=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    )
    return Holder(built.sign(by.key, hashes.SHA256()), key)


def signed(content: bytes, person: Holder, *, stamped_at: datetime | None = None) -> bytes:
    """A signed PDF, with a time stamp where one is given."""
    return written(content, person, SigSeedSubFilter.PADES, timestamper=clock(stamped_at))


def with_list_inside(content: bytes, person: Holder, *lists: bytes) -> bytes:
    """A signed PDF whose signature brings lists along (adbe-revocationInfoArchival)."""
    context = ValidationContext(
        trust_roots=[icp.loaded(icp.root())],
        other_certs=[icp.loaded(icp.middle())],
        crls=[CertificateList.load(each) for each in lists],
        allow_fetching=False,
    )
    return written(
        content,
        person,
        SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        embed_validation_info=True,
        validation_context=context,
    )


def written(
    content: bytes,
    person: Holder,
    subfilter: SigSeedSubFilter,
    timestamper: DummyTimeStamper | None = None,
    **more: Any,
) -> bytes:
    """The PDF with one signature."""
    signer = SimpleSigner(
        signing_cert=icp.loaded(person),
        signing_key=icp.key_of(person),
        cert_registry=icp.registry(icp.middle(), icp.root()),
    )
    about = PdfSignatureMetadata(
        field_name="Assinatura", md_algorithm="sha256", subfilter=subfilter, **more
    )
    opened = IncrementalPdfFileWriter(BytesIO(content))
    made: BytesIO = sign_pdf(opened, about, signer, timestamper=timestamper)
    return made.getvalue()


def clock(at: datetime | None) -> DummyTimeStamper | None:
    """Who stamps every paper with one and the same time."""
    if at is None:
        return None
    holder = stamper()
    return DummyTimeStamper(
        icp.loaded(holder),
        icp.key_of(holder),
        certs_to_embed=icp.registry(icp.middle()),
        fixed_dt=at,
    )


def with_lists_added(content: bytes, *lists: bytes) -> bytes:
    """A signed PDF to which lists were added afterwards (DSS)."""
    opened = BytesIO(content)
    found = [CertificateList.load(each) for each in lists]
    DocumentSecurityStore.add_dss(opened, None, crls=found, force_write=True)
    return opened.getvalue()


class Shelf(ThreadingHTTPServer):
    """Hands out one file at any path, and remembers what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.content, self.status, self.asked = b"", 200, 0

    @property
    def url(self) -> str:
        """Where the list is."""
        return f"http://127.0.0.1:{self.server_port}/ac.crl"


class Asked(BaseHTTPRequestHandler):
    """One question."""

    server: Shelf

    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "/outro.crl")
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Shelf]:
    """A running server; it ends with the block."""
    with Shelf() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
