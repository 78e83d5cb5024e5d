"""Requests, agreements and signatures, as the database keeps them."""

from agreements.registry.models.agreements import Agreement
from agreements.registry.models.deadlines import Deadline, Diligence
from agreements.registry.models.holds import Hold
from agreements.registry.models.legacy import LegacyAgreement
from agreements.registry.models.mail import IncomingMail, MailAttachment
from agreements.registry.models.people import Contact, Representative
from agreements.registry.models.proposals import ChangeProposal
from agreements.registry.models.requests import Meeting, Request
from agreements.registry.models.signatures import Signature

__all__ = [
    "Agreement",
    "ChangeProposal",
    "Contact",
    "Deadline",
    "Diligence",
    "Hold",
    "IncomingMail",
    "LegacyAgreement",
    "MailAttachment",
    "Meeting",
    "Representative",
    "Request",
    "Signature",
]
