"""Password reset links that open in the organisation that sent them, and nowhere else."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from foundation.tenancy import current_schema
from identity.models import User


class SchemaBoundTokens(PasswordResetTokenGenerator):
    """Two organisations may have a person with the same key, e-mail and password hash."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{current_schema()}:{super()._make_hash_value(user, timestamp)}"
