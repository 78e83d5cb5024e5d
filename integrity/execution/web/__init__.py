"""The pages of execution, for the person of the executing unit."""
