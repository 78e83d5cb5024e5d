"""The verbs by which signatures are learnt of, and those on roots."""

from agreements.signatures.services.pdf import read_signed_pdf
from agreements.signatures.services.roots import trust_root, withdraw_root
from agreements.signatures.services.sei import link_sei, read_sei, unlink_sei

__all__ = [
    "link_sei",
    "read_sei",
    "read_signed_pdf",
    "trust_root",
    "unlink_sei",
    "withdraw_root",
]
