"""The verbs of publication, of delivery and of production."""

from agreements.publication.services.corrections import (
    check_publication,
    correct_publication,
    register_pncp,
)
from agreements.publication.services.deliveries import (
    accept_terms,
    confirm_receipt,
    contact_technical_area,
    deliver_code,
    give_time_back,
    resend_link,
)
from agreements.publication.services.documents import (
    publish_document,
    withdraw_document,
)
from agreements.publication.services.extracts import tell_on_extract
from agreements.publication.services.gazettes import (
    bring_in,
    register_partner_gazette,
    register_state_gazette,
)
from agreements.publication.services.productions import (
    confirm_production,
    declare_production,
    note_seen,
    return_production,
)
from agreements.publication.services.releases import (
    change_release,
    draft_release,
    fetch_package,
    publish_release,
    withdraw_release,
)
from agreements.publication.services.terms import publish_terms

__all__ = [
    "accept_terms",
    "bring_in",
    "change_release",
    "check_publication",
    "confirm_production",
    "confirm_receipt",
    "contact_technical_area",
    "correct_publication",
    "declare_production",
    "deliver_code",
    "draft_release",
    "fetch_package",
    "give_time_back",
    "note_seen",
    "publish_document",
    "publish_release",
    "publish_terms",
    "register_partner_gazette",
    "register_pncp",
    "register_state_gazette",
    "resend_link",
    "return_production",
    "tell_on_extract",
    "withdraw_document",
    "withdraw_release",
]
