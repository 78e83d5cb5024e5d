"""The verbs by which signatures are learnt of, and those on roots and on who signs."""

from agreements.signatures.services.pdf import read_signed_pdf
from agreements.signatures.services.roots import trust_root, withdraw_root
from agreements.signatures.services.sei import link_sei, read_sei, unlink_sei
from agreements.signatures.services.signatories import change_head, check_item, withdraw_check

__all__ = [
    "change_head",
    "check_item",
    "link_sei",
    "read_sei",
    "read_signed_pdf",
    "trust_root",
    "unlink_sei",
    "withdraw_check",
    "withdraw_root",
]
