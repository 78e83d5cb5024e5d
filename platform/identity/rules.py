"""How surely a session knows its person, and what gov.br says of it. Pure."""

from collections.abc import Collection
from enum import IntEnum
from uuid import UUID


class Assurance(IntEnum):
    """From a password alone to the surest account of gov.br."""

    PASSWORD = 0
    BRONZE = 1
    SILVER = 2
    GOLD = 3

    @property
    def label(self) -> str:
        """As gov.br calls it."""
        return LABELS[self]


LABELS = {
    Assurance.PASSWORD: "senha",
    Assurance.BRONZE: "bronze",
    Assurance.SILVER: "prata",
    Assurance.GOLD: "ouro",
}
OF_GOVBR = {"bronze": Assurance.BRONZE, "silver": Assurance.SILVER, "gold": Assurance.GOLD}
STRONG_METHODS = frozenset({"mfa", "otp", "x509"})


NOBODYS = "eliminado.invalid"  # no such domain can ever be (RFC 2606)


def nobodys_address(uid: UUID) -> str:
    """What takes the place of an erased address: unique, and nobody's."""
    return f"{uid.hex}@{NOBODYS}"


def level_of(name: str) -> Assurance:
    """The level that gov.br names; what it does not name counts as the lowest."""
    return OF_GOVBR.get(name, Assurance.BRONZE)


def shows_second_factor(level: Assurance, methods: Collection[str]) -> bool:
    """Whether a sign-in at gov.br counts as password and second factor here.

    The level tells how surely an account is of its person; only the methods tell what the person
    showed this time. Both are asked for.
    """
    return level >= Assurance.SILVER and bool(STRONG_METHODS & set(methods))


def assurance(govbr: Assurance | None, *, showed_second_factor: bool) -> Assurance:
    """What a session is worth: the account of gov.br, or a second factor of ours as if silver."""
    own = Assurance.SILVER if showed_second_factor else Assurance.PASSWORD
    return max(govbr or Assurance.PASSWORD, own)
