"""Module 2: what the units do of the published plan, with evidence."""
