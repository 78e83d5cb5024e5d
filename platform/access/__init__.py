"""Who may do what: organs and units, the profiles held in them, capabilities, the acting person."""
