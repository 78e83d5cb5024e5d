"""Accounts of CGE-MG: for the centre alone."""

from foundation.grants import Grant

GRANTS = {
    "identity_user": Grant(),
    "identity_invitation": Grant(),
    "identity_provider": Grant(),
    "mfa_authenticator": Grant(),
    "usersessions_usersession": Grant(),
}
