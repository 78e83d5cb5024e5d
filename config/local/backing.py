"""The database and the broker behind a local start: embedded, or given from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from config.local import accounts, lodging, valkey
from config.local.accounts import Login
from config.local.console import Console
from config.local.faults import LocalFault
from config.local.places import private_folder
from config.local.postgres import Cluster, Server
from config.local.processes import identity_of
from config.local.wishes import Wishes


@dataclass
class Backing:
    """What stands behind the programme, and the addresses it is reached at."""

    wishes: Wishes
    console: Console
    addresses: dict[str, str] = field(default_factory=dict)
    cluster: Cluster | None = None
    server: Server | None = None
    broker: valkey.Broker | None = None

    def start(self) -> None:
        """Start what is not given."""
        if self.wishes.database_url:
            self._given_database()
        else:
            self._embedded_database()
        if self.wishes.broker_url:
            self.addresses["BROKER_URL"] = self.wishes.broker_url
        else:
            self._embedded_broker()

    def revive(self) -> None:
        """Start again what was killed; addresses must stay, as the programme knows them."""
        if self.cluster and self.server and identity_of(self.server.pid) is None:
            self.console.say("PostgreSQL ended; starting it again")
            port, self.server = self.server.port, self.cluster.start()
            self._same(port, self.server.port)
        if self.broker and self.broker.process.poll() is not None:
            self.console.say("Valkey ended; starting it again")
            port = self.broker.port
            self._embedded_broker(port)
            self._same(port, self.broker.port)

    def stop(self) -> None:
        """Stop what was started here."""
        if self.broker:
            self.broker.stop()
        if self.cluster:
            self.cluster.stop()

    def _same(self, before: int, now: int) -> None:
        if before != now:
            raise LocalFault(f"port {before} was taken by another programme; start again")

    def _logins(self) -> tuple[Login, Login]:
        name, keys = self.wishes.installation, self.wishes.keys
        return (
            Login(f"{name}_owner", keys.get("owner")),
            Login(f"{name}_app", keys.get("application")),
        )

    def _embedded_database(self) -> None:
        wishes = self.wishes
        self.cluster = lodging.cluster(wishes.state, wishes.keys, self.console.say, {})
        self.server = self.cluster.start()
        owner, application = self._logins()
        accounts.prepare(
            self.server.url(), database=wishes.installation, owner=owner, application=application
        )
        base = self.server.url(wishes.installation)
        self.addresses["DATABASE_URL"] = accounts.with_login(base, application)
        self.addresses["DATABASE_OWNER_URL"] = accounts.with_login(base, owner)
        self.console.say(f"PostgreSQL 18 on port {self.server.port}")

    def _given_database(self) -> None:
        wishes = self.wishes
        self.addresses["DATABASE_URL"] = wishes.database_url
        self.addresses["DATABASE_OWNER_URL"] = wishes.owner_url or wishes.database_url
        if not wishes.owner_url:
            _, application = self._logins()
            url = accounts.add_application(wishes.database_url, application)
            self.addresses["DATABASE_URL"] = url
            self.console.say(f"PostgreSQL as given; role {application.name} made to serve from")

    def _embedded_broker(self, preferred: int = 0) -> None:
        state = self.wishes.state
        self.broker = valkey.start(
            state / "valkey",
            state / "log" / "valkey.log",
            self.wishes.keys.get("broker"),
            preferred=preferred,
        )
        self.addresses["BROKER_URL"] = self.broker.url()
        self.console.say(f"Valkey on port {self.broker.port}")


@contextmanager
def backing(wishes: Wishes, console: Console) -> Iterator[Backing]:
    """Services for as long as they are needed."""
    services = Backing(wishes, console)
    try:
        services.start()
        yield services
    finally:
        services.stop()


def environment(services: Backing, port: int) -> dict[str, str]:
    """The whole environment of the programme's processes: what was given wins."""
    wishes = services.wishes
    defaults = {
        "ENVIRONMENT": wishes.environment,
        "INSTALLATION_ID": wishes.installation,
        "BASE_DOMAIN": "localhost",
        "PUBLIC_PORT": str(port),
        "EMAIL_URL": (wishes.state / "mail").as_uri(),
        "STORAGE_URL": (wishes.state / "files").as_uri(),
        "STATIC_ROOT": str(private_folder(wishes.state / "static")),
        "STATE_DIR": str(wishes.state),
        "PYTHONUNBUFFERED": "1",
    }
    if wishes.environment != "production":  # there the key comes from outside, or nothing starts
        defaults["SECRET_KEY"] = wishes.keys.get("django")
        defaults["SECOND_FACTOR"] = "offered"  # so that the demonstration opens by its password
    if services.broker:
        defaults["CACHE_URL"] = services.broker.url(1)
    given = {name: value for name, value in wishes.environ.items() if value.strip()}
    return {**defaults, **given, **services.addresses}
