"""What follows from the end of an agreement: who is told, and what happens to the use."""

from access.rules import SYSTEM, Profile
from agreements.continuity import queries
from agreements.continuity.events import EndAnnounced, EndRetracted
from agreements.continuity.queries import tenant_of
from agreements.continuity.rules import written
from agreements.continuity.services.notices import tell_centre, tell_organisation
from agreements.registry.events import AgreementEnded, StepReleased, TermExtended
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement, Hold
from agreements.registry.queries import hold_of
from agreements.registry.rules import AgreementState, EffectOnUse
from events.registry import Event, on
from foundation.tenancy import PUBLIC, inside
from tenants.lifecycle import freeze
from tenants.rules import TenantState

EFFECTS = {
    EffectOnUse.KEEPS_USE: "O uso do sistema continua permitido.",
    EffectOnUse.ENDS_SUPPORT: "O uso continua, mas sem o apoio da CGE-MG.",
    EffectOnUse.ENDS_USE: "O sistema fica somente para leitura; exporte o que precisar guardar.",
}


@on(AgreementEnded)
def tell_of_the_end(event: AgreementEnded) -> None:
    """Both sides learn that the agreement is over, and what that means for the use."""
    agreement = agreement_of(event)
    effect = EFFECTS[EffectOnUse(agreement.effect_on_use)]
    text = f"O {agreement.title}, de {agreement.organisation}, terminou. {effect}"
    tell_centre(agreement, f"ended:{agreement.uid}", text, Profile.NETWORK_ADMIN)
    tell_organisation(
        agreement, f"ended:{agreement.uid}", f"O {agreement.title} terminou. {effect}"
    )


@on(AgreementEnded)
def end_the_use(event: AgreementEnded) -> None:
    """Where the agreement says that the use ends, the organisation may only be read from now on.

    Closing it, after its export, is a verb of the network's people.
    """
    agreement = agreement_of(event)
    with inside(PUBLIC):
        is_held = hold_of(agreement, HoldStep.ENDING) is not None
    if not is_held:
        close_to_writing(agreement, event)


@on(StepReleased)
def end_the_use_at_last(event: StepReleased) -> None:
    """The same, where CGE-MG had made it wait."""
    with inside(PUBLIC):
        hold = Hold.objects.select_related("agreement__organisation").get(uid=event.subject_uid)
    if hold.step == HoldStep.ENDING and hold.agreement.state == AgreementState.ENDED:
        close_to_writing(hold.agreement, event)


def close_to_writing(agreement: Agreement, event: Event) -> None:
    """The place may only be read, if the agreement says that the use ends with it."""
    if agreement.effect_on_use != EffectOnUse.ENDS_USE:
        return
    tenant = tenant_of(agreement)
    if tenant is not None and tenant.life == TenantState.ACTIVE:
        reason = f"O {agreement.title} terminou."
        freeze(actor=SYSTEM, schema=tenant.schema_name, reason=reason, at=event.at)


@on(TermExtended)
def tell_of_the_extension(event: TermExtended) -> None:
    """The organisation learns its new last day."""
    agreement = agreement_of(event)
    text = f"O {agreement.title} foi prorrogado: vigora até {agreement.end_date:%d/%m/%Y}."
    tell_organisation(agreement, f"extended:{agreement.uid}:{agreement.end_date}", text)


@on(EndAnnounced)
def tell_of_an_end_to_come(event: EndAnnounced) -> None:
    """The organisation learns until when its agreement is in force, and why no longer."""
    ending = queries.ending_of(agreement := agreement_of(event))
    if ending is None or ending.ended_at is not None:
        return
    what = f"{ending.get_kind_display()} do {agreement.title}"
    text = f"{what}: ele vigora até {written(ending.last_date)}."
    tell_centre(agreement, f"announced:{ending.uid}", text)
    tell_organisation(agreement, f"announced:{ending.uid}", text)


@on(EndRetracted)
def tell_of_an_end_taken_back(event: EndRetracted) -> None:
    """The organisation learns that its agreement goes on."""
    agreement = agreement_of(event)
    key = f"retracted:{agreement.uid}:{event.at.isoformat()}"
    end = written(queries.term_of(agreement).end)
    tell_organisation(agreement, key, f"O {agreement.title} continua em vigor até {end}.")


def agreement_of(event: Event) -> Agreement:
    """What an event is about, with its organisation."""
    with inside(PUBLIC):
        return Agreement.objects.select_related("organisation").get(uid=event.subject_uid)
