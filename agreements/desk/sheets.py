"""The lists of the centre as workbooks: one means for all, text stays text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from access.rules import Actor, require
from agreements.continuity.models import Amendment
from agreements.desk import permissions
from agreements.improvements import queries as improvements
from agreements.publication.models import Delivery
from agreements.publication.queries import releases
from agreements.registry.queries import requests

Row = tuple[object, ...]
PIECE = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: its title, its heading, and its rows as far as the actor sees them."""

    title: str
    heading: Row
    rows: Callable[[Actor], Iterator[Row]]

    def lines(self, actor: Actor) -> list[Row]:
        """The heading and every row. Raises Denied."""
        require(actor, permissions.SEE_DESK)
        return [self.heading, *self.rows(actor)]


def of_requests(actor: Actor) -> Iterator[Row]:
    """Every request."""
    for each in requests(actor).iterator(PIECE):
        yield (
            each.protocol,
            each.organisation.name,
            each.organisation.state,
            each.get_channel_display(),
            each.get_state_display(),
            each.sei_number,
            each.received_at,
            each.forwarded_at,
            each.decided_at,
        )


def of_amendments(actor: Actor) -> Iterator[Row]:
    """Every amendment."""
    found = Amendment.objects.select_related("agreement__organisation")
    for each in found.iterator(PIECE):
        yield (
            each.agreement.title,
            each.agreement.organisation.name,
            each.sequence,
            each.get_state_display(),
            each.requested_date,
            each.signed_date,
            each.published_date,
            each.former_end_date,
            each.new_end_date,
        )


def of_reports(actor: Actor) -> Iterator[Row]:
    """Every yearly report, and nothing of what one in draft says."""
    for each in improvements.reports(actor).iterator(PIECE):
        yield (
            each.agreement_label,
            each.organisation.name,
            each.cycle,
            each.get_side_display(),
            each.period_start_date,
            each.period_end_date,
            each.due_date,
            each.get_state_display(),
            each.sent_at,
        )


def of_improvements(actor: Actor) -> Iterator[Row]:
    """Every improvement that was sent."""
    for each in improvements.improvements(actor).order_by("pk").iterator(PIECE):
        yield (
            each.title,
            each.credit,
            each.get_module_display(),
            each.get_kind_display(),
            each.get_state_display(),
            each.get_licence_display(),
            each.link,
            each.submitted_at,
            each.accepted_at,
            each.version,
            getattr(each, "adopters", 0),
        )


def of_releases(actor: Actor) -> Iterator[Row]:
    """The whole catalogue."""
    for each in releases(actor):
        yield (
            each.version,
            each.get_state_display(),
            each.is_mandatory,
            each.is_security,
            each.released_at,
            each.supported_until,
            each.package_sha256,
        )


def of_deliveries(actor: Actor) -> Iterator[Row]:
    """Every delivery, and nothing of who received it."""
    found = Delivery.objects.select_related("agreement__organisation").order_by("pk")
    for each in found.iterator(PIECE):
        yield (
            each.agreement.title,
            each.agreement.organisation.name,
            each.version,
            each.get_state_display(),
            each.contacted_at,
            each.accepted_at,
            each.delivered_at,
            each.received_at,
        )


OF_AGREEMENT = ("Acordo", "Organização")
SHEETS = {
    "pedidos": Sheet(
        "Pedidos",
        (
            "Protocolo",
            "Organização",
            "UF",
            "Canal",
            "Situação",
            "Processo SEI",
            "Recebido em",
            "Encaminhado em",
            "Decidido em",
        ),
        of_requests,
    ),
    "termos-aditivos": Sheet(
        "Termos aditivos",
        (
            *OF_AGREEMENT,
            "Número",
            "Situação",
            "Pedido em",
            "Assinado em",
            "Publicado em",
            "Fim antes",
            "Novo fim",
        ),
        of_amendments,
    ),
    "relatorios-anuais": Sheet(
        "Relatórios anuais",
        (
            *OF_AGREEMENT,
            "Ciclo",
            "Quem relata",
            "Início do período",
            "Fim do período",
            "Prazo",
            "Situação",
            "Enviado em",
        ),
        of_reports,
    ),
    "melhorias": Sheet(
        "Melhorias",
        (
            "Melhoria",
            "Quem fez",
            "Módulo",
            "Tipo",
            "Situação",
            "Licença",
            "Endereço do código",
            "Enviada em",
            "Aceita em",
            "Versão",
            "Adotada por",
        ),
        of_improvements,
    ),
    "versoes": Sheet(
        "Versões do código",
        (
            "Versão",
            "Situação",
            "Obrigatória",
            "Segurança",
            "Lançada em",
            "Suporte até",
            "SHA-256 do pacote",
        ),
        of_releases,
    ),
    "entregas": Sheet(
        "Entregas do código",
        (
            *OF_AGREEMENT,
            "Versão",
            "Situação",
            "Contato em",
            "Termos aceitos em",
            "Entregue em",
            "Recebido em",
        ),
        of_deliveries,
    ),
}
