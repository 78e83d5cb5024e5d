"""The same code on services that the environment names: nothing of its own is started."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from config.local import valkey
from config.local.places import SOURCE
from config.local.processes import wait_until
from tests.deploy import given
from tests.deploy.given import Inbox, Postgres
from tests.documents import samples
from tests.local.running import Run, bare_environment, processes_of
from tests.object_store import ObjectServer, object_server

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Outside:
    """Every service, and the environment that names them."""

    inbox: Inbox
    store: ObjectServer
    environment: dict[str, str]
    state: Path


@pytest.fixture
def services(prepared: Postgres, tmp_path: Path) -> Iterator[Outside]:
    broker = valkey.start(tmp_path / "valkey", tmp_path / "valkey.log", "senha", keeps=False)
    state = tmp_path / "estado"
    try:
        with object_server(tmp_path / "s3") as store, given.inbox() as inbox:
            environment = bare_environment(
                DATABASE_URL=prepared.url("sispmpi_app", given.APP_PASSWORD),
                DATABASE_OWNER_URL=prepared.url("sispmpi_owner", given.OWNER_PASSWORD),
                BROKER_URL=broker.url(),
                EMAIL_URL=inbox.url,
                STORAGE_URL=store.url,
                STATE_DIR=str(state),
            )
            yield Outside(inbox, store, environment, state)
    finally:
        broker.stop()


def asked(request: Request) -> tuple[int, str, str]:
    """Status, page and cookies of an answer."""
    try:
        with urlopen(request, timeout=20) as answer:
            found = answer.status, answer.read().decode(), answer.headers.get("Set-Cookie", "")
    except HTTPError as answer:
        with answer:
            found = answer.code, answer.read().decode(), ""
    return found


def send_a_request_with_only_its_letter(port: int) -> tuple[int, str]:
    """The form is shown again; the letter waits in the file store."""
    page = f"http://localhost:{port}/solicitar/"
    _, _, cookies = asked(Request(page))
    token = re.search(r"csrf=(\w+)", cookies)
    assert token, cookies
    letter = SimpleUploadedFile("oficio.pdf", samples.PDF, "application/pdf")
    headers = {
        "Content-Type": MULTIPART_CONTENT,
        "Cookie": f"csrf={token[1]}",
        "X-CSRFToken": token[1],
    }
    body = encode_multipart(BOUNDARY, {"letter": letter})
    return asked(Request(page, data=body, headers=headers))[:2]


def invite_ana(state: Path) -> None:
    """From a second terminal, which learns the addresses of the running copy."""
    words = ("invite", "ana@exemplo.test", "network_admin", "Ana", "Souza")
    done = subprocess.run(
        [sys.executable, "-m", "config", *words],
        cwd=SOURCE,
        env=bare_environment(STATE_DIR=str(state)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_programme_runs_on_services_that_are_given(services: Outside) -> None:
    run = Run(services.environment)
    try:
        run.until_ready()
        status, page, _ = asked(Request(f"http://localhost:{run.port}/"))
        assert status == 200 and "SisPMPI" in page
        status, page = send_a_request_with_only_its_letter(run.port)
        assert status == 422 and "oficio.pdf" in page
        assert [key.split("/")[0] for key in services.store.objects()] == ["parked"]
        invite_ana(services.state)
        assert wait_until(lambda: bool(services.inbox.messages), seconds=20), run.output
        started = "\n".join(processes_of(services.state))
    finally:
        assert run.stop() == 0, run.output
    assert services.inbox.messages[0]["To"] == "ana@exemplo.test"
    assert "celery" in started and "gunicorn" in started
    assert not re.search(r"postgres -D|valkey-server|weed", started), started
    assert not [name for name in ("postgres", "valkey", "files", "mail") if
                (services.state / name).exists()]  # fmt: skip
