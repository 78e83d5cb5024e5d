"""What happens at the door, for whoever keeps a journal: a room above listens."""

from django.dispatch import Signal

govbr_linked = Signal()  # request, user
govbr_unlinked = Signal()  # request, user
provider_linked = Signal()  # request, user
provider_unlinked = Signal()  # request, user
invitation_accepted = Signal()  # request, user
entry_refused = Signal()  # request, user (or None), way
entry_stopped = Signal()  # the same: too many attempts
