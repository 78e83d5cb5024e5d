"""A chain of certificates made up in the manner of ICP-Brasil, and signatures by it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

NOW = datetime.now(UTC)
OWN = "Autoridade Raiz Exemplo v1"
CPF_OID = x509.ObjectIdentifier("2.16.76.1.3.1")


@dataclass(frozen=True)
class Holder:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def pem(self) -> str:
        """As it is pasted into a form."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def fingerprint(self) -> str:
        """As an issuer publishes it."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ICP-Exemplo"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def usage(*, is_ca: bool) -> x509.KeyUsage:
    """What the key is for."""
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=not is_ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )


def made(
    name: str, issuer: Holder | None, *, is_ca: bool, days: int = 3650, lists_at: str = ""
) -> Holder:
    """One certificate; by itself when nobody issues it."""
    key = ec.generate_private_key(ec.SECP256R1())
    signer = issuer.key if issuer else key
    by = issuer.certificate.subject if issuer else named(name)
    built = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=4000))
        .not_valid_after(NOW + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(usage(is_ca=is_ca), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if not is_ca:
        value = b"\x04\x0b" + b"01011970" + b"529"
        other = x509.OtherName(CPF_OID, value)
        built = built.add_extension(x509.SubjectAlternativeName([other]), critical=False)
    if lists_at:
        where = x509.UniformResourceIdentifier(lists_at)
        point = x509.DistributionPoint([where], None, None, None)
        built = built.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    return Holder(built.sign(signer, hashes.SHA256()), key)


@cache
def chain(name: str) -> tuple[Holder, Holder]:
    """A root and an authority between it and people, the same ones each time."""
    first = made(name, None, is_ca=True)
    return first, made("AC Exemplo", first, is_ca=True)


def root(name: str = OWN) -> Holder:
    """A root."""
    return chain(name)[0]


def middle(of: str = OWN) -> Holder:
    """An authority under a root."""
    return chain(of)[1]


@cache
def somebody(name: str, of: str = OWN) -> Holder:
    """A person's certificate, with the CPF after the name."""
    return made(f"{name.upper()}:52998224725", middle(of), is_ca=False)


def signed_by(content: bytes, *people: Holder, of: str = OWN) -> bytes:
    """The PDF with one signature after the other."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, sign_pdf
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import SimpleSigner

    for number, each in enumerate(people):
        signer = SimpleSigner(
            signing_cert=loaded(each),
            signing_key=key_of(each),
            cert_registry=registry(middle(of)),
        )
        about = PdfSignatureMetadata(
            field_name=f"Assinatura{number}",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
        )
        made_of: BytesIO = sign_pdf(IncrementalPdfFileWriter(BytesIO(content)), about, signer)
        content = made_of.getvalue()
    return content


def loaded(holder: Holder):  # type: ignore[no-untyped-def]
    from asn1crypto.x509 import Certificate

    return Certificate.load(holder.certificate.public_bytes(Encoding.DER))


def key_of(holder: Holder):  # type: ignore[no-untyped-def]
    from asn1crypto.keys import PrivateKeyInfo

    return PrivateKeyInfo.load(
        holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    )


def registry(*holders: Holder):  # type: ignore[no-untyped-def]
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()
    store.register_multiple([loaded(each) for each in holders])
    return store
