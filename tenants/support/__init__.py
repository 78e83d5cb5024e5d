"""Support sessions: a person of CGE-MG inside an organisation, for an hour, seen by everybody."""
