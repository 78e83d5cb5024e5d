"""What can happen to an extract, to the code and to its use."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class PublicationRegistered(Event):
    name: ClassVar[str] = "publication.gazette.registered"
    title: ClassVar[str] = "Publicação registrada"


@dataclass(frozen=True, kw_only=True)
class PublicationCorrected(Event):
    name: ClassVar[str] = "publication.gazette.corrected"
    title: ClassVar[str] = "Retificação ou republicação registrada"


@dataclass(frozen=True, kw_only=True)
class PublicationChecked(Event):
    name: ClassVar[str] = "publication.gazette.checked"
    title: ClassVar[str] = "Publicação conferida"


@dataclass(frozen=True, kw_only=True)
class ExtractPublished(Event):
    name: ClassVar[str] = "publication.extract.published"
    title: ClassVar[str] = "Extrato no portal"


@dataclass(frozen=True, kw_only=True)
class DocumentPublished(Event):
    name: ClassVar[str] = "publication.document.published"
    title: ClassVar[str] = "Documento do acordo no portal"


@dataclass(frozen=True, kw_only=True)
class DocumentWithdrawn(Event):
    name: ClassVar[str] = "publication.document.withdrawn"
    title: ClassVar[str] = "Documento do acordo retirado do portal"


@dataclass(frozen=True, kw_only=True)
class TechnicalAreaContacted(Event):
    name: ClassVar[str] = "publication.delivery.contacted"
    title: ClassVar[str] = "Área técnica contatada"


@dataclass(frozen=True, kw_only=True)
class LinkResent(Event):
    name: ClassVar[str] = "publication.delivery.link_resent"
    title: ClassVar[str] = "Novo link enviado à área técnica"


@dataclass(frozen=True, kw_only=True)
class TermsPublished(Event):
    name: ClassVar[str] = "publication.terms.published"
    title: ClassVar[str] = "Nova versão dos termos de uso"


@dataclass(frozen=True, kw_only=True)
class TermsAccepted(Event):
    name: ClassVar[str] = "publication.delivery.terms_accepted"
    title: ClassVar[str] = "Termos de uso aceitos"


@dataclass(frozen=True, kw_only=True)
class CodeDelivered(Event):
    name: ClassVar[str] = "publication.delivery.delivered"
    title: ClassVar[str] = "Código entregue"


@dataclass(frozen=True, kw_only=True)
class ReceiptConfirmed(Event):
    name: ClassVar[str] = "publication.delivery.received"
    title: ClassVar[str] = "Recebimento do código confirmado"


@dataclass(frozen=True, kw_only=True)
class ProductionDeclared(Event):
    name: ClassVar[str] = "publication.production.declared"
    title: ClassVar[str] = "Entrada em produção declarada"


@dataclass(frozen=True, kw_only=True)
class ProductionConfirmed(Event):
    name: ClassVar[str] = "publication.production.confirmed"
    title: ClassVar[str] = "Entrada em produção confirmada"


@dataclass(frozen=True, kw_only=True)
class ProductionReturned(Event):
    name: ClassVar[str] = "publication.production.returned"
    title: ClassVar[str] = "Declaração de produção devolvida"


@dataclass(frozen=True, kw_only=True)
class ProductionJudged(Event):
    """At the organisation: what CGE-MG answered to its declaration."""

    name: ClassVar[str] = "publication.production.judged"
    title: ClassVar[str] = "Declaração de produção apreciada pela CGE-MG"


@dataclass(frozen=True, kw_only=True)
class PackageDownloaded(Event):
    name: ClassVar[str] = "publication.delivery.downloaded"
    title: ClassVar[str] = "Pacote do código baixado"


@dataclass(frozen=True, kw_only=True)
class ReleaseDrafted(Event):
    name: ClassVar[str] = "publication.release.drafted"
    title: ClassVar[str] = "Versão do código incluída no catálogo"


@dataclass(frozen=True, kw_only=True)
class ReleaseChanged(Event):
    name: ClassVar[str] = "publication.release.changed"
    title: ClassVar[str] = "Versão do código alterada"


@dataclass(frozen=True, kw_only=True)
class CodeReleased(Event):
    name: ClassVar[str] = "publication.release.released"
    title: ClassVar[str] = "Versão do código lançada"


@dataclass(frozen=True, kw_only=True)
class ReleaseWithdrawn(Event):
    name: ClassVar[str] = "publication.release.withdrawn"
    title: ClassVar[str] = "Versão do código retirada"


@dataclass(frozen=True, kw_only=True)
class TimeGivenBack(Event):
    name: ClassVar[str] = "publication.delivery.time_given_back"
    title: ClassVar[str] = "Prazo do link prorrogado pelo tempo de suspensão"
