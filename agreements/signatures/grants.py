"""Only the centre learns of signatures and keeps the roots and lists of revoked certificates."""

from foundation.grants import Grant

GRANTS = {
    "signatures_seidocument": Grant(),
    "signatures_trustedroot": Grant(),
    "signatures_signatorycheck": Grant(),
    "signatures_authority": Grant(),
    "signatures_revocationlist": Grant(),
    "signatures_revocationpolicy": Grant(append_only=True),
}
