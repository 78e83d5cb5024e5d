"""The birth of the organisation, told on the page of its agreement."""

from access.rules import Actor
from agreements.registry.chapters import Chapter, chapter
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from tenants.web.progress import progress_of
from ui.templatetags.formats import day


@chapter(order=50)
def birth(actor: Actor, agreement: Agreement) -> Chapter:
    """Requested by the publication; done when the organisation answers at its host."""
    progress = progress_of(agreement.organisation)
    if progress is None:
        return Chapter(title="Organização no ar", state="pending", step=HoldStep.BIRTH)
    failed = bool(progress.birth.error) and not progress.is_done
    stepped_at = progress.birth.stepped_at
    return Chapter(
        title="Organização no ar",
        state="done" if progress.is_done else "failed" if failed else "current",
        when=day(stepped_at) if progress.is_done else "",
        note="" if progress.is_done else progress.birth.get_step_display(),
        template="publication/chapters/birth.html",
        context={"progress": progress},
    )
