"""The start on one machine: its services, its processes, its faults."""
