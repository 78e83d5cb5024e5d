"""The verbs by which signatures are learnt of, and those on roots, their lists and who signs."""

from agreements.signatures.services.authorities import (
    add_authority,
    decide_policy,
    keep_list,
    set_address,
)
from agreements.signatures.services.lists import fetch_due
from agreements.signatures.services.pdf import read_signed_pdf
from agreements.signatures.services.roots import trust_root, withdraw_root
from agreements.signatures.services.sei import link_sei, read_sei, unlink_sei
from agreements.signatures.services.signatories import change_head, check_item, withdraw_check

__all__ = [
    "add_authority",
    "change_head",
    "check_item",
    "decide_policy",
    "fetch_due",
    "keep_list",
    "link_sei",
    "read_sei",
    "read_signed_pdf",
    "set_address",
    "trust_root",
    "unlink_sei",
    "withdraw_check",
    "withdraw_root",
]
