"""Only the centre learns of signatures and keeps the roots."""

from foundation.grants import Grant

GRANTS = {
    "signatures_seidocument": Grant(),
    "signatures_trustedroot": Grant(),
    "signatures_signatorycheck": Grant(),
}
