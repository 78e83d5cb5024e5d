"""The services of one machine: what `make run` and `make test` start where nothing is installed."""
