"""The inside of an organisation: its units, and its people with their profiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from access.models import Organ, Unit
from access.rules import Actor, Profile
from config.demo.bodies import Body
from config.demo.people import Invented, actor_here, open_invitation
from config.demo.road import Scene
from integrity.formulation.services import structure
from people.services import invite_person


@dataclass(frozen=True, slots=True)
class Place:
    """A unit: its name, its acronym and the acronym of the unit above it."""

    name: str
    acronym: str
    above: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person and the profile held; an executor also has a unit."""

    person: Invented
    profile: Profile
    unit: str = ""


@dataclass
class Team:
    """One organisation, worked in under its own schema."""

    scene: Scene
    body: Body

    @property
    def admin(self) -> Actor:
        """Whoever was invited at the birth."""
        return actor_here(self.body.focal, Profile.ORGANISATION_ADMIN)

    @property
    def organ(self) -> Organ:
        """The organ that every organisation starts with."""
        return Organ.objects.get(name=self.body.name)

    def unit(self, acronym: str) -> Unit:
        """One of its units."""
        return Unit.objects.get(organ=self.organ, acronym=acronym)

    def enter(self, ago: int) -> None:
        """The first administrator opens the link of the invitation."""
        self._accept(self.body.focal, ago)

    def _accept(self, person: Invented, ago: int) -> None:
        at = self.scene.days.at(ago, 13) + timedelta(minutes=7)
        open_invitation(person, self.scene.password, at=at)

    def build(self, places: Sequence[Place], ago: int) -> None:
        """The tree of units."""
        for place in places:
            structure.add_unit(
                actor=self.admin,
                organ_uid=self.organ.uid,
                name=place.name,
                acronym=place.acronym,
                parent=self.unit(place.above) if place.above else None,
                at=self.scene.days.at(ago, 9),
            )

    def gather(self, members: Sequence[Member], ago: int) -> None:
        """Everybody gets a profile and accepts the invitation."""
        for member in members:
            invite_person(
                actor=self.admin,
                name=member.person.name,
                email=member.person.email,
                profile=member.profile,
                organ=None,
                unit=self.unit(member.unit) if member.unit else None,
                at=self.scene.days.at(ago, 10),
                today=self.scene.days.day(ago),
            )
            self._accept(member.person, ago)
