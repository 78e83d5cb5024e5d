"""The product with a small app in every organisation, whose release TRIAL_RELEASE names."""

import os

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, TENANT_APPS

TRIAL = "tests.tenants.upgrade.app.apps.TrialConfig"
TENANT_APPS = [*TENANT_APPS, TRIAL]
INSTALLED_APPS = [*INSTALLED_APPS, TRIAL]
MIGRATION_MODULES = {"trial": f"tests.tenants.upgrade.app.{os.environ['TRIAL_RELEASE']}"}
