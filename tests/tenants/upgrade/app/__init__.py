"""An app of the tests alone; each folder beside this file holds what one release adds."""
