"""Why an organisation has a place: its agreement, or an act of the director of DCI."""
