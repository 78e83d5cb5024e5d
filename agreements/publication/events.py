"""What can happen to an extract, to the code and to its use."""

from typing import ClassVar

from events.registry import Event


class PublicationRegistered(Event):
    name: ClassVar[str] = "publication.gazette.registered"
    title: ClassVar[str] = "Publicação registrada"


class PublicationCorrected(Event):
    name: ClassVar[str] = "publication.gazette.corrected"
    title: ClassVar[str] = "Retificação ou republicação registrada"


class PublicationChecked(Event):
    name: ClassVar[str] = "publication.gazette.checked"
    title: ClassVar[str] = "Publicação conferida"


class ExtractPublished(Event):
    name: ClassVar[str] = "publication.extract.published"
    title: ClassVar[str] = "Extrato no portal"


class DocumentPublished(Event):
    name: ClassVar[str] = "publication.document.published"
    title: ClassVar[str] = "Documento do acordo no portal"


class DocumentWithdrawn(Event):
    name: ClassVar[str] = "publication.document.withdrawn"
    title: ClassVar[str] = "Documento do acordo retirado do portal"


class TechnicalAreaContacted(Event):
    name: ClassVar[str] = "publication.delivery.contacted"
    title: ClassVar[str] = "Área técnica contatada"


class LinkResent(Event):
    name: ClassVar[str] = "publication.delivery.link_resent"
    title: ClassVar[str] = "Novo link enviado à área técnica"


class TermsPublished(Event):
    name: ClassVar[str] = "publication.terms.published"
    title: ClassVar[str] = "Nova versão dos termos de uso"


class TermsAccepted(Event):
    name: ClassVar[str] = "publication.delivery.terms_accepted"
    title: ClassVar[str] = "Termos de uso aceitos"


class CodeDelivered(Event):
    name: ClassVar[str] = "publication.delivery.delivered"
    title: ClassVar[str] = "Código entregue"


class ReceiptConfirmed(Event):
    name: ClassVar[str] = "publication.delivery.received"
    title: ClassVar[str] = "Recebimento do código confirmado"


class ProductionDeclared(Event):
    name: ClassVar[str] = "publication.production.declared"
    title: ClassVar[str] = "Entrada em produção declarada"


class ProductionConfirmed(Event):
    name: ClassVar[str] = "publication.production.confirmed"
    title: ClassVar[str] = "Entrada em produção confirmada"


class ProductionReturned(Event):
    name: ClassVar[str] = "publication.production.returned"
    title: ClassVar[str] = "Declaração de produção devolvida"


class ProductionJudged(Event):
    """At the organisation: what CGE-MG answered to its declaration."""

    name: ClassVar[str] = "publication.production.judged"
    title: ClassVar[str] = "Declaração de produção apreciada pela CGE-MG"


class PackageDownloaded(Event):
    name: ClassVar[str] = "publication.delivery.downloaded"
    title: ClassVar[str] = "Pacote do código baixado"


class ReleaseDrafted(Event):
    name: ClassVar[str] = "publication.release.drafted"
    title: ClassVar[str] = "Versão do código incluída no catálogo"


class ReleaseChanged(Event):
    name: ClassVar[str] = "publication.release.changed"
    title: ClassVar[str] = "Versão do código alterada"


class CodeReleased(Event):
    name: ClassVar[str] = "publication.release.released"
    title: ClassVar[str] = "Versão do código lançada"


class ReleaseWithdrawn(Event):
    name: ClassVar[str] = "publication.release.withdrawn"
    title: ClassVar[str] = "Versão do código retirada"


class TimeGivenBack(Event):
    name: ClassVar[str] = "publication.delivery.time_given_back"
    title: ClassVar[str] = "Prazo do link prorrogado pelo tempo de suspensão"
