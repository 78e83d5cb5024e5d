"""The doors to what formulation holds: the organs that the actor reaches, nothing beside them."""
