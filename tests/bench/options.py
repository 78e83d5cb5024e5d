"""What the migrations of django-tenants want to be told."""

OPTIONS = {
    "app_label": None,
    "migration_name": None,
    "interactive": False,
    "fake": False,
    "fake_initial": False,
    "plan": False,
    "prune": False,
    "run_syncdb": False,
    "check_unapplied": False,
    "database": "default",
    "skip_checks": True,
    "force_color": False,
    "no_color": True,
    "stdout": None,
    "stderr": None,
    "traceback": False,
    "settings": None,
    "pythonpath": None,
}
