"""What every room needs and no table holds: flows, refusals, identifiers, periods, tenancy."""
