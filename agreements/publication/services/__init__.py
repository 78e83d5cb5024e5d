"""The verbs of publication and of delivery."""

from agreements.publication.services.deliveries import (
    accept_terms,
    confirm_receipt,
    contact_technical_area,
    deliver_code,
    resend_link,
)
from agreements.publication.services.gazettes import (
    register_partner_gazette,
    register_state_gazette,
    tell_on_extract,
)

__all__ = [
    "accept_terms",
    "confirm_receipt",
    "contact_technical_area",
    "deliver_code",
    "register_partner_gazette",
    "register_state_gazette",
    "resend_link",
    "tell_on_extract",
]
