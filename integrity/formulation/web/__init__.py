"""The pages of formulation, on the host of an organisation."""
