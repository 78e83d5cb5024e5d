"""The organisations that are made for the measurement, and the address of the bare view."""

import os

TENANTS = int(os.environ.get("BENCH_TENANTS", "100"))
BARE = "/tres-consultas/"


def schemas() -> list[str]:
    """Their schemas, in order; no municipality has such a code."""
    return [f"m40{number:05}" for number in range(TENANTS)]
