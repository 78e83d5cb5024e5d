"""What the centre may know of an organisation, as it is counted."""
