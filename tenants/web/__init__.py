"""The pages of the centre on organisations: where each is, how it is born, suspended, resumed."""
