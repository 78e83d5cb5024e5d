"""What signatures are read from: documents of SEI, roots of trust."""

from django.utils import timezone

from access.rules import Profile
from agreements.registry.models import Agreement
from agreements.signatures import services
from agreements.signatures.models import Authority, SeiDocument, TrustedRoot
from tests.agreements.signatures import icp
from tests.factories.agreements import actor

NETWORK = actor(Profile.NETWORK_ADMIN)


def linked(agreement: Agreement) -> SeiDocument:
    """A work plan that is signed in SEI, where this installation may not ask it."""
    return SeiDocument.objects.create(
        agreement=agreement,
        document="work_plan",
        number="98765433",
        linked_at=timezone.now(),
        linked_by_name="Ana Analista",
    )


def trusted(holder: icp.Holder | None = None, **more: str) -> TrustedRoot:
    """A root that the network's administration took in."""
    holder = holder or icp.root()
    values = {
        "certificate": holder.pem,
        "typed": holder.fingerprint,
        "source": "Repositório do emissor, 23/11/2026",
    }
    return services.trust_root(actor=NETWORK, at=timezone.now(), **(values | more))


def a_root() -> dict[str, TrustedRoot | Authority]:
    """A root, and an authority under it whose list nobody sent yet."""
    root = trusted()
    under = services.add_authority(
        actor=NETWORK,
        root_uid=root.uid,
        certificate=icp.middle().pem,
        address="",
        at=timezone.now(),
    )
    return {"root": root, "authority": under}
