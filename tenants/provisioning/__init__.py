"""How the place of an organisation is made: cluster roles, grants, the template and its copy."""
