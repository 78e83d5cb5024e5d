"""What stands at the top of every page of an organisation that is not like the others."""

from django.utils import timezone

from access.rules import Actor, Visit
from tenants import permissions
from tenants.models import Tenant
from tenants.rules import TenantState
from ui.context import Banner

READ_ONLY = Banner(
    title="Somente leitura",
    text="Tudo pode ser consultado e baixado. Os botões continuam nas páginas, mas nada é gravado"
    " enquanto a organização estiver neste modo.",
    tone="warning",
    is_read_only=True,
)
TRAINING = Banner(
    title="Ambiente de treinamento",
    text="Pessoas, planos e números são fictícios. Nada aqui vale como registro oficial nem entra"
    " nas estatísticas.",
    tone="info",
    path="/treinamento/",
    link="Sobre este ambiente",
)


def sees_support(actor: Actor) -> bool:
    """Whether the list of support sessions opens: to whoever answers for the whole organisation."""
    return actor.organ_id is None and actor.may(permissions.SEE_OWN_SUPPORT)


def inside_now(place: Tenant) -> tuple[Banner, ...]:
    """To the people of the organisation: that somebody of CGE-MG is inside."""
    if place.visited is None or place.visited[1] <= timezone.now():
        return ()
    number, until = place.visited
    told = Banner(
        title=f"Atendimento nº {number} em andamento",
        text="Uma pessoa da CGE-MG pode ver esta organização até as"
        f" {timezone.localtime(until):%H:%M}. Cada página que ela abre fica registrada no diário.",
        tone="warning",
        path="/atendimentos/",
        link="Ver os atendimentos",
        opens_to=sees_support,
    )
    return (told,)


def banner_of(visit: Visit) -> Banner:
    """To whoever is inside, on each page."""
    may = (
        "A organização permitiu alterações."
        if visit.may_write
        else "Só leitura: nada do que for enviado é gravado."
    )
    return Banner(
        title=f"Sessão de atendimento nº {visit.number}",
        text=f"Você não é desta organização. {may} Cada página fica registrada nos diários da"
        f" organização e da CGE-MG. Termina às {timezone.localtime(visit.until):%H:%M}.",
        tone="danger",
        path="/atendimento/sair/",
        link="Encerrar o atendimento",
        is_read_only=not visit.may_write,
    )


def banners_of(place: object, *, to_guest: bool = False) -> tuple[Banner, ...]:
    """The banners of the place where a request works; a guest has one of her own besides."""
    if not isinstance(place, Tenant):
        return ()
    training = (TRAINING,) if place.organisation.is_training else ()
    told = () if to_guest else inside_now(place)
    return told + training + ((READ_ONLY,) if place.life == TenantState.READ_ONLY else ())
