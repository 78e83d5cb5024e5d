"""What stands at the top of every page of an organisation that is not like the others."""

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


def banners_of(place: object) -> tuple[Banner, ...]:
    """The banners of the place where a request works."""
    if not isinstance(place, Tenant):
        return ()
    training = (TRAINING,) if place.organisation.is_training else ()
    return training + ((READ_ONLY,) if place.life == TenantState.READ_ONLY else ())
