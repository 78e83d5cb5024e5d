"""The centre alone, until a room of the partner's own opens some of it."""

from foundation.grants import Grant

GRANTS = {
    f"negotiation_{name}": Grant()
    for name in ("negotiation", "exchange", "clausecomment", "proposal", "acceptance")
}
