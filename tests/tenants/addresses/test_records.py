"""Questions to a real DNS server on the loopback address."""

import pytest
from django.conf import settings

from tenants.addresses import records
from tests.tenants.addresses.name_server import NameServer

NAME = "_sispmpi.integridade.vilanova.mg.gov.br"


def test_every_text_of_a_name_comes_back_its_pieces_joined(name_server: NameServer) -> None:
    name_server.records[NAME] = ["v=spf1 -all", '"sispmpi=" "abc"']
    assert sorted(records.texts_at(NAME)) == ["sispmpi=abc", "v=spf1 -all"]
    assert name_server.asked == [NAME]


def test_a_name_that_is_not_there_has_no_texts(name_server: NameServer) -> None:
    assert records.texts_at(NAME) == []
    name_server.records[NAME] = []
    assert records.texts_at(NAME) == []


def test_a_server_that_does_not_answer_proves_nothing(
    name_server: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "SECONDS", 0.3)
    name_server.silent.add(NAME)
    with pytest.raises(records.NoAnswer):
        records.texts_at(NAME)
    settings.DNS_SERVER = "127.0.0.1:9"
    with pytest.raises(records.NoAnswer):
        records.texts_at(NAME)
