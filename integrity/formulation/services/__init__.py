"""The verbs of formulation, one noun a file."""
