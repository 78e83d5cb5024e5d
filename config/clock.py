"""What the clock sends to the workers, and when (time of São Paulo)."""

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, object]] = {
    "backups": {"task": "tenants.archive.tasks.backup_all", "schedule": crontab(hour=2, minute=0)},
    "departures": {"task": "tenants.archive.tasks.sweep_departures", "schedule": 60.0},
    "upgrades": {"task": "tenants.upgrade.tasks.sweep_upgrades", "schedule": 10.0},
    "births": {"task": "tenants.tasks.sweep_births", "schedule": 10.0},
    "report_cycles": {"task": "agreements.improvements.tasks.open_cycles", "schedule": 86400.0},
    "terms": {
        "task": "agreements.continuity.tasks.watch_terms",
        "schedule": crontab(hour=0, minute=5),
    },
    "commissions": {
        "task": "integrity.formulation.tasks.watch_commissions",
        "schedule": crontab(hour=0, minute=20),
    },
    "open_data": {
        "task": "agreements.openness.tasks.publish_open_data",
        "schedule": crontab(hour=3, minute=0),
    },
    "requests": {
        "task": "agreements.registry.tasks.watch_requests",
        "schedule": crontab(hour=0, minute=15),
    },
    "deadlines": {
        "task": "agreements.desk.tasks.watch_deadlines",
        "schedule": crontab(hour=0, minute=25),
    },
    "sei": {
        "task": "agreements.signatures.tasks.reconcile",
        "schedule": crontab(hour=1, minute=45),
    },
    "revoked": {
        "task": "agreements.signatures.tasks.fetch_lists",
        "schedule": crontab(minute=40),
    },
    "subjects": {
        "task": "agreements.privacy.tasks.forget_addresses",
        "schedule": crontab(hour=2, minute=15),
    },
    "productions": {
        "task": "agreements.publication.tasks.see_productions",
        "schedule": crontab(hour=1, minute=30),
    },
    "roots": {
        "task": "tenants.journal.tasks.publish_yesterday",
        "schedule": crontab(hour=0, minute=10),
    },
    "support": {"task": "tenants.support.tasks.sweep_support", "schedule": 60.0},
    "facts": {"task": "tenants.facts.tasks.sweep", "schedule": 60.0},
    "recount": {"task": "tenants.facts.tasks.recount_all", "schedule": crontab(hour=0, minute=30)},
    "outbox": {"task": "events.tasks.sweep", "schedule": 30.0},
    "stuck": {"task": "tenants.deliveries.tasks.note", "schedule": 120.0},
    "old_outbox": {"task": "events.tasks.prune", "schedule": crontab(hour=3, minute=30)},
    "emails": {"task": "notifications.tasks.sweep_emails", "schedule": 300.0},
    "scans": {"task": "tenants.files.tasks.scan_everywhere", "schedule": 1800.0},
    "retention": {"task": "tenants.files.tasks.destroy_all", "schedule": crontab(30, 3)},
    "summaries": {"task": "notifications.tasks.sweep_summaries", "schedule": crontab("*/15")},
    "parked": {"task": "documents.tasks.clear_parked", "schedule": 900.0},
}
