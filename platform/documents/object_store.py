"""The file store on an S3 service: private objects, never overwritten, without an address."""

from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from storages.backends.s3 import S3Storage

MB = 1024 * 1024
CLIENT = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    request_checksum_calculation="when_required",  # most services other than Amazon's know no more
    response_checksum_validation="when_required",
    connect_timeout=5,
    read_timeout=30,
    retries={"mode": "standard", "max_attempts": 3},
)
WHOLE = TransferConfig(multipart_threshold=64 * MB, use_threads=False)
FIXED = {
    "client_config": CLIENT,
    "transfer_config": WHOLE,
    "max_memory_size": MB,  # a larger file waits on disk while it is handed out
    "file_overwrite": False,
    "default_acl": None,  # the bucket's own rule: private
    "security_token": "",  # what is in the environment for other programmes is not meant for us
    "session_profile": "",
}


class ObjectStore(S3Storage):  # type: ignore[misc]  # untyped
    """A bucket that only the programme reads: whoever asks for a file asks the programme."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**FIXED | given)

    def url(self, name: str, *_: object, **__: object) -> str:
        """Refused: a file is handed out by a page, which asks who may have it."""
        raise ValueError("This file is not accessible via a URL.")
