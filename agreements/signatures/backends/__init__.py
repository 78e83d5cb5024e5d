"""The roads by which signatures are learnt of; each is a `agreements.registry.values.Backend`."""
