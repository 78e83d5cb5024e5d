"""The life of an issued document, as the public sees it. Pure."""

from django.db.models import TextChoices

from foundation.flow import Flow, step


class Standing(TextChoices):
    """Whether a document still holds."""

    VALID = "valid", "Válido"
    REPLACED = "replaced", "Substituído"
    REVOKED = "revoked", "Revogado"


STANDING_FLOW = Flow(
    {
        "replace": step(Standing.VALID, Standing.REPLACED, "Substituir o documento"),
        "revoke": step(
            (Standing.VALID, Standing.REPLACED), Standing.REVOKED, "Revogar o documento"
        ),
    }
)
TONES = {Standing.VALID: "success", Standing.REPLACED: "warning", Standing.REVOKED: "danger"}
