"""What people type in the forms of the registry."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.documents.samples import PDF, upload

JUSTIFICATION = "Queremos acompanhar o nosso plano de integridade."


def request_form(**more: Any) -> dict[str, Any]:
    """The request form of a municipality, complete and right."""
    today = timezone.localdate()
    return {
        "nature": "municipality_mg",
        "municipality": "Uberaba (MG)",
        "name": "",
        "acronym": "",
        "state": "",
        "cnpj": "12.ABC.345/01DE-35",
        "email": "gabinete@municipio.test",
        "head_name": "Percival Prefeito",
        "head_post": "Prefeito Municipal",
        "head_act": "termo de posse fictício nº 1",
        "mandate_start": (today - timedelta(days=300)).isoformat(),
        "mandate_end": (today + timedelta(days=300)).isoformat(),
        "focal_name": "Flora Focal",
        "focal_email": "flora@municipio.test",
        "focal_phone": "34 3333-0000",
        "focal_post": "Chefe de gabinete",
        "technical_name": "Téo Técnico",
        "technical_email": "teo@municipio.test",
        "technical_phone": "",
        "justification": JUSTIFICATION,
        "letter": upload(PDF, "oficio.pdf"),
    } | more


def email_form(**more: Any) -> dict[str, Any]:
    """The same, with the e-mail by which it came."""
    received = timezone.localtime() - timedelta(hours=5)
    return (
        request_form()
        | {
            "received_at": f"{received:%Y-%m-%dT%H:%M}",
            "sender": "prefeito@municipio.test",
            "subject": "Interesse na celebração de Acordo de Cooperação Técnica",
            "message_id": "<pedido-1@municipio.test>",
        }
        | more
    )


def signature_form(text_hash: str, **more: Any) -> dict[str, Any]:
    """The form of a signature given today, in office."""
    today = timezone.localdate()
    return {
        "signer_name": "Conrado Controlador",
        "signer_post": "Controlador-Geral do Estado",
        "act": "ato de nomeação fictício nº 2",
        "mandate_start": (today - timedelta(days=300)).isoformat(),
        "mandate_end": "",
        "signed_date": today.isoformat(),
        "document_number": "98765432",
        "file": upload(PDF, "assinado.pdf"),
        "text_hash": text_hash,
    } | more


def terms_form(**more: Any) -> dict[str, Any]:
    """Terms of 36 months from the last signature."""
    return {
        "object": "A cessão gratuita do código-fonte do SisPMPI.",
        "term_length": "36",
        "term_unit": "months",
        "start_basis": "signature",
        "fixed_start_date": "",
        "end_convention": "same_day",
        "notice_days": "30",
        "effect_on_use": "keeps_use",
        "revision": "1",
    } | more
