"""Published agreements in bulk, for measurements alone: every name says that it is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from agreements.registry.models import Request
    from tenants.models import Organisation

PIECE = 1000
MARK = "Inventado para Medição"
RARE, RARES = "jequitibá", 30


def grow(first: int, last: int) -> None:
    """Extracts with these numbers, each with the agreement and the request that it needs."""
    from django.utils import timezone

    from agreements.publication.models import Extract
    from agreements.registry.models import Agreement
    from tenants.models import Organisation

    today = timezone.localdate()
    numbers = range(first, last + 1)
    bodies = Organisation.objects.bulk_create(
        [
            Organisation(
                name=name_of(each), nature="body", state="MG", cnpj=f"{90_000_000_000_000 + each}"
            )
            for each in numbers
        ],
        batch_size=PIECE,
    )
    requests = requests_of(numbers, bodies)
    agreements = Agreement.objects.bulk_create(
        [
            Agreement(
                number=each,
                year=2020 + each % 7,
                organisation=request.organisation,
                request=request,
                head=request.head,
                state="published",
                object=MARK,
                sei_number=f"1520.01.{each:07d}/2026-00",
                start_date=today,
                end_date=today + timedelta(days=700),
            )
            for each, request in zip(numbers, requests, strict=True)
        ],
        batch_size=PIECE,
    )
    Extract.objects.bulk_create(map(extract_of, agreements), batch_size=PIECE)


def requests_of(numbers: range, bodies: list[Organisation]) -> list[Request]:
    """An admitted request of each body, all with one head, one contact and one letter."""
    from django.utils import timezone

    from agreements.registry.models import Contact, Representative, Request
    from documents.models import StoredFile

    now, today = timezone.now(), timezone.localdate()
    head = Representative.objects.create(
        organisation=bodies[0], name=MARK, post=MARK, act=MARK, mandate_start=today
    )
    contact = Contact.objects.create(
        organisation=bodies[0], role="focal", name=MARK, email="medicao@exemplo.test"
    )
    letter = StoredFile.objects.create(
        name="medicao.pdf",
        size=1,
        media_type="application/pdf",
        sha256="0" * 64,
        purpose="request_letter",
        storage_key=f"medicao/{uuid4()}",
        uploaded_by_name=MARK,
        at=now,
    )
    return Request.objects.bulk_create(
        [
            Request(
                protocol=f"2099.{each:06d}",
                organisation=body,
                state="admitted",
                channel="portal",
                cnpj=body.cnpj,
                email="medicao@exemplo.test",
                head=head,
                focal=contact,
                technical=contact,
                justification=MARK,
                letter=letter,
                token_hash=f"{each:064x}",
                received_at=now - timedelta(days=90),
                decided_at=now - timedelta(days=60),
            )
            for each, body in zip(numbers, bodies, strict=True)
        ],
        batch_size=PIECE,
    )


def name_of(number: int) -> str:
    """RARES of them hold a word of their own, however many there are."""
    return f"Órgão {RARE if number <= RARES else 'comum'} {MARK} {number}"


def extract_of(agreement: object) -> object:
    """What the portal shows of it."""
    from datetime import datetime, time

    from django.utils import timezone

    from agreements.publication.models import Extract
    from agreements.registry.models import Agreement
    from foundation.municipalities import of_state
    from foundation.words import folded

    assert isinstance(agreement, Agreement)
    assert agreement.start_date is not None and agreement.end_date is not None
    name, day = agreement.organisation.name, agreement.start_date
    towns = of_state("MG")
    is_town = agreement.number <= len(towns)
    at = timezone.make_aware(datetime.combine(day, time()))
    text = f"{agreement.number}/{agreement.year} {name} cessão gratuita do código-fonte do sistema"
    return Extract(
        agreement=agreement,
        number=agreement.number,
        year=agreement.year,
        partner=name,
        partner_cnpj=agreement.organisation.cnpj,
        nature="municipality_mg" if is_town else "body",
        state="MG",
        ibge_code=towns[agreement.number - 1].ibge_code if is_town else "",
        object=text,
        sei_number=agreement.sei_number,
        term=MARK,
        signed_date=day - timedelta(days=20),
        start_date=day,
        end_date=agreement.end_date,
        signatories=[],
        text=text,
        gazette_name="Minas Gerais",
        gazette_date=day - timedelta(days=agreement.number % 1500),
        gazette_page="1",
        searchable=folded(text),
        published_at=at,
        updated_at=at,
    )
