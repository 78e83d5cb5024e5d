"""The provider of identity of the demonstration: its own process, and none for a production."""

import json
import os
import subprocess
from pathlib import Path
from urllib.request import urlopen

from config.local import ports, programs
from config.local.processes import wait_until


def started(environment: str, state: Path) -> tuple[subprocess.Popen[str], str]:
    """The process as a local start begins it, and its address."""
    with ports.listening_socket(0) as door:
        issuer = f"http://{ports.LOOPBACK}:{door.getsockname()[1]}"
        told = {
            "PATH": os.environ["PATH"],
            "ENVIRONMENT": environment,
            "STATE_DIR": str(state),
            "GOVBR_ISSUER": issuer,
            "GOVBR_CLIENT_ID": "sispmpi",
            "GOVBR_CLIENT_SECRET": "segredo",
        }
        wished = programs.identity(told, door.fileno())
        process = subprocess.Popen(
            wished.command,
            env=dict(wished.environment),
            pass_fds=wished.pass_fds,
            stderr=subprocess.PIPE,
            text=True,
        )
    return process, issuer


def test_it_answers_and_offers_the_invented_people(tmp_path: Path) -> None:
    (tmp_path / "govbr.json").write_text(json.dumps([{"name": "Íris <i>", "cpf": "12345678909"}]))
    process, issuer = started("development", tmp_path)
    try:
        with urlopen(f"{issuer}/.well-known/openid-configuration", timeout=20) as answer:
            assert json.load(answer)["issuer"] == issuer
        with urlopen(f"{issuer}/authorize?client_id=sispmpi", timeout=20) as answer:
            page = answer.read().decode()
        assert "Este não é o gov.br" in page
        assert "Íris &lt;i&gt;" in page
    finally:
        process.kill()
        process.communicate()


def test_a_production_does_not_get_it(tmp_path: Path) -> None:
    process, _ = started("production", tmp_path)
    assert wait_until(lambda: process.poll() is not None, seconds=30)
    assert "none for a production" in process.communicate()[1]
    assert process.returncode == 1
