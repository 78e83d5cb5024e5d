"""The pages of the centre on organisations: where each one is, how it is born, suspended, resumed."""
