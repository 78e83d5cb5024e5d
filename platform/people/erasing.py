"""What erasing a person's data does to the rows of a schema, in whatever transaction it is done.

What the law obliges to keep stays (LGPD, art. 16, I): acts, signatures and documents, with the
names that they were issued with. Everything else that says who the person was goes.
"""

from datetime import datetime

from django.db.models import Q

from access.models import Person
from audit.personal import PersonKey, keys_of, pseudonym
from events.models import Outbox
from identity.models import User
from identity.second_factor import forget_factors
from identity.sessions import end_sessions
from notifications.models import Email, Notice


def address_of(user: User) -> str:
    """What takes the place of the e-mail: unique, and nobody's."""
    return f"{user.uid.hex}@eliminado.invalid"


def is_erased(user: User) -> bool:
    """Whether nothing is left of a person but a pseudonym."""
    return PersonKey.objects.filter(person_uid=user.uid, destroyed_at__isnull=False).exists()


def erase(user: User, *, at: datetime) -> None:
    """The keys first: with them goes what the journal says of the person."""
    directory = Person.objects.filter(user=user)
    uids = [user.uid, *directory.values_list("uid", flat=True)]
    keys_of(uids)
    PersonKey.objects.filter(person_uid__in=uids, destroyed_at=None).update(
        sealed_key="", destroyed_at=at
    )
    end_sessions(user)
    forget_factors(user)
    user.invitations.all().delete()
    Notice.objects.filter(user=user).delete()
    Email.objects.filter(to=user.email).update(
        to=address_of(user), subject="Mensagem eliminada", body=""
    )
    Outbox.objects.filter(
        Q(body__actor_uid=str(user.uid)) | Q(body__subject_uid__in=[str(uid) for uid in uids]),
        delivered_at__isnull=False,
    ).delete()
    directory.update(name=pseudonym(user.uid), registration_number="")
    user.name, user.email = pseudonym(user.uid), address_of(user)
    user.post = user.registration_number = user.phone = ""
    user.cpf_digest = user.provider_digest = user.govbr_linked_at = None
    user.is_active = False
    user.set_unusable_password()
    user.save()
