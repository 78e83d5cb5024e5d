"""Which release of the product runs."""

from importlib.metadata import PackageNotFoundError, version

PRODUCT = "sispmpi-rede"


def product_version() -> str:
    """The installed version of the product."""
    try:
        return version(PRODUCT)
    except PackageNotFoundError:
        return "0"
