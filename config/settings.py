"""Settings, from the environment alone (twelve-factor); `docs/reference/settings.md` lists them."""

from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env, validate

from config.clock import SCHEDULE as CELERY_BEAT_SCHEDULE  # noqa: F401
from config.environment import (
    DEVELOPMENT_KEY,
    ROOT,
    Refused,
    act_levels,
    broker,
    cells_of,
    database,
    mail,
    read,
    replica,
    scanner,
    storage,
)
from config.rest import REST_FRAMEWORK  # noqa: F401
from foundation.networks import SUBSCRIBER
from tenants.addresses.allowed import VERIFIED_HOSTS

env = Env(eager=False)
ENVIRONMENT = env.str(
    "ENVIRONMENT",
    "development",
    validate=validate.OneOf(["development", "test", "production"]),
)
DATABASE_LOGIN = env.str(
    "DATABASE_LOGIN", "app", validate=validate.OneOf(["app", "owner"])
)  # the process logs in as one of the two, from start to end
DATABASE_URL = env.str("DATABASE_URL")
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", "")
DATABASE_REPLICA_URL = env.str("DATABASE_REPLICA_URL", "")
REPLICA_LAG_SECONDS = env.int("REPLICA_LAG_SECONDS", 10, validate=validate.Range(min=1, max=300))
BROKER_URL = env.str("BROKER_URL")
CACHE_URL = env.str("CACHE_URL", "")
EMAIL_URL = env.str("EMAIL_URL", f"file://{ROOT}/var/mail")
STORAGE_URL = env.str("STORAGE_URL", f"file://{ROOT}/var/files")
CLAMD_URL = env.str("CLAMD_URL", "")
SEI_URL = env.str("SEI_URL", "")
SEI_SYSTEM = env.str("SEI_SYSTEM", "")
SEI_KEY = env.str("SEI_KEY", "")
SEI_UNIT = env.str("SEI_UNIT", "")
SEI_TIMEOUT = env.int("SEI_TIMEOUT", 10, validate=validate.Range(1, 120))
SECRET_KEY = env.str("SECRET_KEY", DEVELOPMENT_KEY)
SECOND_FACTOR = env.str(
    "SECOND_FACTOR", "required", validate=validate.OneOf(["required", "offered"])
)
GOVBR_ISSUER = env.str("GOVBR_ISSUER", "")
GOVBR_CLIENT_ID = env.str("GOVBR_CLIENT_ID", "")
GOVBR_CLIENT_SECRET = env.str("GOVBR_CLIENT_SECRET", "")
ACT_LEVELS = act_levels(env.str("ACT_LEVELS", ""))
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0, validate=validate.Range(min=0, max=5))
ENCRYPTION_KEYS: list[str] = env.list("ENCRYPTION_KEYS", [])
BASE_DOMAIN = env.str("BASE_DOMAIN", "localhost")
PUBLIC_PORT = env.str("PUBLIC_PORT", "8000")
INSTALLATION_ID = env.str(
    "INSTALLATION_ID", "sispmpi", validate=validate.Regexp(r"^[a-z][a-z0-9]{1,15}$")
)
# a backend remembers every table of every schema it entered; 0: never end it for that
SCHEMAS_PER_CONNECTION = env.int("SCHEMAS_PER_CONNECTION", 50, validate=validate.Range(min=0))
CONNECTION_SECONDS = env.int("CONNECTION_SECONDS", 300, validate=validate.Range(min=0, max=300))
WORKER_TASKS = env.int("WORKER_TASKS", 500, validate=validate.Range(min=1))
WORKER_MEMORY_MB = env.int("WORKER_MEMORY_MB", 400, validate=validate.Range(min=200))
WEB_PROCESSES = env.int("WEB_PROCESSES", 2, validate=validate.Range(min=1))
WEB_THREADS = env.int("WEB_THREADS", 4, validate=validate.Range(min=1))
WEB_REQUESTS = env.int("WEB_REQUESTS", 2000, validate=validate.Range(min=10))
BACKUP_DIR = env.str("BACKUP_DIR", str(Path(env.str("STATE_DIR", "") or ROOT / "var") / "backup"))
DROP_WAITING_DAYS = env.int("DROP_WAITING_DAYS", 30, validate=validate.Range(min=1))
OUTBOX_RETENTION_DAYS = env.int("OUTBOX_RETENTION_DAYS", 30, validate=validate.Range(min=1))
CELL = env.str("CELL", "principal", validate=validate.Regexp(r"^[a-z][a-z0-9-]{0,30}$"))
CELLS = env.str("CELLS", "")
DNS_SERVER = env.str(
    "DNS_SERVER", "", validate=validate.Regexp(r"^(\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?)?$")
)
STATIC_DIRECTORY = env.str("STATIC_ROOT", str(ROOT / "var" / "static"))
EMAIL_FROM = env.str("EMAIL_FROM", "SisPMPI em Rede <nao-responda@localhost>")
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", "")
read(env)

PRODUCTION = ENVIRONMENT == "production"
DEBUG = False
if PRODUCTION and (SECRET_KEY == DEVELOPMENT_KEY or len(SECRET_KEY) < 50):
    raise Refused("SECRET_KEY: production needs a key of its own, 50 characters or more")
if any(len(each) < 32 for each in ENCRYPTION_KEYS):
    raise Refused("ENCRYPTION_KEYS: each key needs 32 characters or more")
if DATABASE_LOGIN == "owner" and not DATABASE_OWNER_URL:
    raise Refused("DATABASE_OWNER_URL is missing: this command works as the owner of the database")
OTHER_CELLS = cells_of(CELLS, CELL)
if GOVBR_ISSUER and not (GOVBR_CLIENT_ID and GOVBR_CLIENT_SECRET):
    raise Refused("GOVBR_ISSUER needs GOVBR_CLIENT_ID and GOVBR_CLIENT_SECRET beside it")
if PRODUCTION and GOVBR_ISSUER and not GOVBR_ISSUER.startswith("https://"):
    raise Refused("GOVBR_ISSUER: production asks a provider over https:// only")
if SEI_URL and not (SEI_SYSTEM and SEI_KEY and SEI_UNIT):
    raise Refused("SEI_URL needs SEI_SYSTEM, SEI_KEY and SEI_UNIT beside it")
if PRODUCTION and SEI_URL and not SEI_URL.startswith("https://"):
    raise Refused("SEI_URL: production asks SEI over https:// only")
CENTRE_HOST = f"cge.{BASE_DOMAIN}"
ACCOUNT_HOST = f"conta.{BASE_DOMAIN}"  # the one address that gov.br sends people back to
PUBLIC_SCHEME = "https" if PRODUCTION else "http"

SHARED_ONLY = [
    "portal.apps.PortalConfig",
    "agreements.registry.apps.RegistryConfig",
    "agreements.room.apps.RoomConfig",
    "agreements.work_plans.apps.WorkPlansConfig",
    "agreements.consent.apps.ConsentConfig",
    "agreements.negotiation.apps.NegotiationConfig",
    "agreements.publication.apps.PublicationConfig",
    "agreements.improvements.apps.ImprovementsConfig",
    "agreements.signatures.apps.SignaturesConfig",
    "agreements.continuity.apps.ContinuityConfig",
    "agreements.openness.apps.OpennessConfig",
    "agreements.privacy.apps.PrivacyConfig",
    "integrity.library.apps.LibraryConfig",
]
IN_EVERY_SCHEMA = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "identity.apps.IdentityConfig",
    "access.apps.AccessConfig",
    "events.apps.EventsConfig",
    "audit.apps.AuditConfig",
    "documents.apps.DocumentsConfig",
    "notifications.apps.NotificationsConfig",
    "people.apps.PeopleConfig",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
TENANT_ONLY = [
    "integrity.formulation.apps.FormulationConfig",
    "integrity.execution.apps.ExecutionConfig",
    "integrity.monitoring.apps.MonitoringConfig",
    "integrity.evaluation.apps.EvaluationConfig",
]
TABLELESS = [
    "ui.apps.UiConfig",
    "foundation.apps.FoundationConfig",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "allauth",
    "csp",
    "rest_framework",
    "pgtrigger",
    "integrity.facts.apps.FactsConfig",
    "agreements.desk.apps.DeskConfig",
    "config.apps.ConfigConfig",
]
SHARED_APPS = [
    "tenants.apps.TenantsConfig",
    "tenants.apps.LibraryConfig",
    *TABLELESS[:1],
    *IN_EVERY_SCHEMA,
    *SHARED_ONLY,
    *TABLELESS[1:],
]
TENANT_APPS = [*IN_EVERY_SCHEMA, *TENANT_ONLY]
INSTALLED_APPS = [*SHARED_APPS[:-1], *TENANT_ONLY, *SHARED_APPS[-1:]]

TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True  # safe with the guard of tenants.backend
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
PG_EXTRA_SEARCH_PATHS = ["ext"]
SKIP_PG_EXTRA_VALIDATION = True  # or every command would ask the database while it loads
DATABASES = {
    "default": {
        **database(
            DATABASE_OWNER_URL if DATABASE_LOGIN == "owner" else DATABASE_URL,
            "DATABASE_OWNER_URL" if DATABASE_LOGIN == "owner" else "DATABASE_URL",
        ),
        "CONN_MAX_AGE": 0 if ENVIRONMENT == "test" else CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": ENVIRONMENT != "test",
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }
}
if DATABASE_REPLICA_URL and DATABASE_LOGIN == "app":
    DATABASES["replica"] = replica(DATABASE_REPLICA_URL, DATABASES["default"])
    DATABASE_ROUTERS.insert(0, "tenants.replica.router.PortalReads")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.OriginMiddleware",
    "tenants.middleware.HostMiddleware",
    "identity.middleware.SessionMiddleware",
    "tenants.support.middleware.SupportMiddleware",
    "config.middleware.MethodMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "access.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.RefusalMiddleware",
]
if "replica" in DATABASES:
    MIDDLEWARE.append("tenants.replica.middleware.ReplicaMiddleware")
ROOT_URLCONF = "config.urls.portal"
WSGI_APPLICATION = "config.wsgi.application"
ALLOWED_HOSTS = [BASE_DOMAIN, f".{BASE_DOMAIN}", VERIFIED_HOSTS]
USE_X_FORWARDED_HOST = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "ui.context.page",
                "config.navigation.menu",
            ],
        },
    }
]
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees what it is given, not the page
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["identity.hashing.PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account is born from an invitation to its address
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False  # a signed key would open in every organisation
ACCOUNT_ADAPTER = "identity.adapters.Accounts"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "identity.tokens.SchemaBoundTokens"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {
    "login": "identity.web.forms.SignInForm",
    "reset_password": "identity.web.forms.ForgottenPasswordForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",  # a city hall comes from one address
    "login_failed": "60/m/ip,600/h/ip,5/5m/key",
    "govbr": "120/m/ip",
    "invitation": "60/m/ip",
}
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = SUBSCRIBER
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or factor is told to its owner
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "identity.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks of telephones differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://….localhost
MFA_FORMS = {
    "authenticate": "identity.web.forms.CodeForm",
    "reauthenticate": "identity.web.forms.CodeAgainForm",
    "activate_totp": "identity.web.forms.FirstCodeForm",
    "add_webauthn": "identity.web.forms.NewKeyForm",
    "edit_webauthn": "identity.web.forms.KeyNameForm",
}
PASSWORD_RESET_TIMEOUT = 3600

SESSION_ENGINE = "identity.session_store"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-sessao" if PRODUCTION else "sessao"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
GOVBR_COOKIE_NAME = "__Host-govbr" if PRODUCTION else "govbr"
ROOM_COOKIE_NAME = "__Host-sala" if PRODUCTION else "sala"
DOOR_COOKIE_NAME = "__Host-porta" if PRODUCTION else "porta"
PROVIDER_COOKIE_NAME = "__Host-provedor" if PRODUCTION else "provedor"
MESSAGE_COOKIE_NAME = "__Host-recado" if PRODUCTION else "recado"
CONTRAST_COOKIE_NAME = "__Host-contraste" if PRODUCTION else "contraste"
REPLICA_COOKIE_NAME = "__Host-recente" if PRODUCTION else "recente"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
STORAGES = {
    "default": storage(STORAGE_URL),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
CLAMD_URL = scanner(CLAMD_URL)
STATIC_URL = "/static/"
STATIC_ROOT = Path(STATIC_DIRECTORY)
WHITENOISE_USE_FINDERS = not PRODUCTION
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # found through the apps; the folder stays empty

MESSAGE_STORAGE = "ui.messages.Messages"  # their cookie is signed for one schema
LANGUAGE_CODE = "pt-br"
TIME_ZONE = "America/Sao_Paulo"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

_mail = mail(EMAIL_URL)
EMAIL_BACKEND = str(_mail["EMAIL_BACKEND"])
globals().update(_mail)
DEFAULT_FROM_EMAIL = EMAIL_FROM

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": broker(CACHE_URL or BROKER_URL, "CACHE_URL" if CACHE_URL else "BROKER_URL"),
        "KEY_PREFIX": INSTALLATION_ID,
        "KEY_FUNCTION": "foundation.cache.key",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

CELERY_BROKER_URL = broker(BROKER_URL, "BROKER_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_DEFAULT_QUEUE = INSTALLATION_ID
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = WORKER_TASKS
CELERY_WORKER_MAX_MEMORY_PER_CHILD = WORKER_MEMORY_MB * 1024
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.Formatter"}},
    "filters": {"place": {"()": "config.logs.Place"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["place"]}
    },
    "root": {"handlers": ["console"], "level": "INFO" if ENVIRONMENT != "test" else "WARNING"},
    "loggers": {"pyhanko": {"level": "CRITICAL"}},  # its warnings name the holder of a certificate
}
SILENCED_SYSTEM_CHECKS: list[str] = []
