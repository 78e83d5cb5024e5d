"""What everybody may take away: open data, the public API, figures and the map."""
