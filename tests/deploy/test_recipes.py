"""The recipes of deploy/ name only what exists: files, settings, packages, hosts that answer."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.local.places import SOURCE
from tests.docs.sources import variables_of_settings
from tests.services import Services

DEPLOY = SOURCE / "deploy"
COMPOSE = DEPLOY / "compose"
DOCKERFILE = (DEPLOY / "image" / "Dockerfile").read_text(encoding="utf-8")
RECIPE: Mapping[str, Any] = yaml.safe_load((COMPOSE / "compose.yaml").read_text(encoding="utf-8"))
ASKED = re.compile(r"\$\{([A-Z_]+)(?::[-?][^}]*)?\}")
WEB = ("web-1", "web-2", "web-3")
PROGRAMME = ("migrate", *WEB, "worker", "beat")
MADE = ("platform/ui/static/vendor", "platform/foundation/data/municipalities.csv")


def instructions(name: str, text: str = DOCKERFILE) -> list[str]:
    """What follows an instruction of the Dockerfile, continued lines joined."""
    whole = re.sub(r"\\\n\s*", " ", text)
    return re.findall(rf"^{name} (.+)$", whole, re.MULTILINE)


def last_stage() -> str:
    return DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]


def test_the_image_copies_only_what_exists() -> None:
    copied = [words.split() for words in instructions("COPY")]
    own = [path for words in copied if "--from" not in words[0] for path in words[:-1]]
    assert own
    assert [path for path in own if not (SOURCE / path).exists()] == []
    stages = {words.split(" AS ")[-1] for words in instructions("FROM") if " AS " in words}
    made = [words for words in copied if words[0].startswith("--from=")]
    assert {words[0].removeprefix("--from=") for words in made} <= stages
    assert tuple(p.removeprefix("/build/") for w in made for p in w[1:-1] if "build" in p) == MADE


def test_what_the_image_copies_is_sent_to_the_builder() -> None:
    lines = (DEPLOY / "image" / "Dockerfile.dockerignore").read_text().splitlines()
    let = tuple(line.removeprefix("!") for line in lines if line.startswith("!"))
    assert [path for path in let if not (SOURCE / path).exists()] == []
    own = [words.split() for words in instructions("COPY") if not words.startswith("--from")]
    asked = [path for words in own for path in words[:-1]]
    assert [
        path for path in asked if not any(Path(path).is_relative_to(each) for each in let)
    ] == []
    assert {*MADE} <= {*lines}


def test_the_image_holds_every_source_of_the_wheel() -> None:
    project = tomllib.loads((SOURCE / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = {path for words in instructions("COPY") for path in words.split()[:-1]}
    assert {*wheel["only-include"], "pyproject.toml", project["project"]["readme"]} <= copied
    local = [
        re.split(r"[<>=]", each)[0] for each in project["project"]["optional-dependencies"]["local"]
    ]
    (removed,) = [words for words in instructions("RUN") if "pip uninstall" in words]
    assert sorted(local) == removed.split("&&")[0].split("bin/python")[1].split()


def test_the_image_runs_as_nobody_in_particular_away_from_the_sources() -> None:
    end = last_stage()
    assert instructions("USER", end) == ["sispmpi"]
    assert instructions("WORKDIR", end) == ["/srv/sispmpi"]
    assert instructions("ENTRYPOINT", end) == ['["sispmpi"]']
    assert "COPY platform" not in end
    (health,) = instructions("HEALTHCHECK", end)
    assert "/opt/sispmpi/health.py" in health
    assert "deploy/image/health.py /opt/sispmpi/health.py" in instructions("COPY", end)
    named = set(re.findall(r"\b([A-Z][A-Z_]+)=", " ".join(instructions("(?:ENV|RUN)", end))))
    assert named - {"PATH", "PYTHONUNBUFFERED"} <= variables_of_settings()


@pytest.mark.parametrize("name", PROGRAMME)
def test_a_process_is_given_only_settings_that_exist(name: str) -> None:
    service = RECIPE["services"][name]
    given = set(service["environment"])
    assert given <= variables_of_settings()
    assert {"SECRET_KEY", "DATABASE_URL", "BROKER_URL", "EMAIL_URL", "STORAGE_URL"} <= given
    assert ("DATABASE_OWNER_URL" in given) == (name in {"migrate", "worker"})
    assert "files:/srv/sispmpi/files" in service["volumes"]


def test_the_recipe_asks_for_what_the_example_names() -> None:
    example = (COMPOSE / "environment.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert set(ASKED.findall((COMPOSE / "compose.yaml").read_text(encoding="utf-8"))) == named
    assert re.findall(r"^[A-Z_]+=.+$", example, re.MULTILINE) == []  # no secret to forget


def test_what_the_recipe_mounts_and_builds_from_exists() -> None:
    build = RECIPE["services"]["web-1"]["build"]
    assert (COMPOSE / build["context"]).resolve() == SOURCE
    assert (SOURCE / build["dockerfile"]).is_file()
    mounted = [each for one in RECIPE["services"].values() for each in one.get("volumes", ())]
    own = [each.split(":")[0] for each in mounted if each.startswith(".")]
    assert len(own) == 6
    assert [path for path in own if not (COMPOSE / path).resolve().is_file()] == []
    kept = {each.split(":")[0] for each in mounted if re.match(r"[a-z]", each)}
    assert kept == set(RECIPE["volumes"])


def test_the_proxy_knows_every_web_server_and_waits_for_it() -> None:
    proxy = RECIPE["services"]["proxy"]
    assert proxy["environment"]["WEB"].split() == [f"{name}:8000" for name in WEB]
    assert set(proxy["depends_on"]) == set(WEB)
    asked = set(re.findall(r"\{\$([A-Z_]+)\}", (COMPOSE / "Caddyfile").read_text(encoding="utf-8")))
    assert asked == set(proxy["environment"])
    for name in WEB:
        web = RECIPE["services"][name]
        assert "--config=python:config.web_server" in web["entrypoint"]
        assert web["environment"]["WEB_PROCESSES"] == "1"  # or the kernel chooses among several


@pytest.mark.slow
def test_the_health_check_tells_a_server_that_serves_from_one_that_does_not(
    services: Services,
) -> None:
    def code(port: int, domain: str) -> int:
        words = [sys.executable, "-I", str(DEPLOY / "image" / "health.py"), str(port)]
        return subprocess.run(words, env={"BASE_DOMAIN": domain}, check=False).returncode

    assert code(services.port, "localhost") == 0
    assert code(services.port, "alheio.example.org") == 1
    assert code(9, "localhost") == 1
