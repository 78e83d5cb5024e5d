"""What is learnt of signatures outside, whose word is trusted there, and who was revoked."""

from agreements.signatures.models.authorities import Authority, RevocationList, RevocationPolicy
from agreements.signatures.models.outside import SeiDocument, SignatoryCheck, TrustedRoot

__all__ = [
    "Authority",
    "RevocationList",
    "RevocationPolicy",
    "SeiDocument",
    "SignatoryCheck",
    "TrustedRoot",
]
