"""What a signed PDF brings along: lists of revoked certificates, and when it surely existed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cryptography import x509

ADOBE = "adobe_revocation_info_archival"


def embedded_lists(signature: Any) -> list[bytes]:
    """The lists inside a signature and in the store of the document."""
    return [*of_signature(signature), *of_document(signature.reader)]


def of_signature(signature: Any) -> Iterator[bytes]:
    """Those that who signed put under the signature (adbe-revocationInfoArchival)."""
    for each in signature.signer_info["signed_attrs"]:
        if each["type"].native == ADOBE:
            for value in each["values"]:
                yield from (found.dump() for found in value["crl"] or ())


def of_document(reader: Any) -> Iterator[bytes]:
    """Those that were added to the document later (DSS)."""
    from pyhanko.pdf_utils.decode_limits import DecodePurpose
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return
    except (PdfError, ValueError, KeyError, TypeError):
        return  # a store that cannot be read proves nothing
    for each in store.crls:
        yield each.get_object().read_data(DecodePurpose.CRL)


def chain_of(status: Any) -> Sequence[x509.Certificate]:
    """The certificates from who signed up to the root, as they were found to hang together."""
    path = list(status.validation_path)
    return [x509.load_der_x509_certificate(each.dump()) for each in reversed(path)]
