"""The four modules of the integrity workflow."""
