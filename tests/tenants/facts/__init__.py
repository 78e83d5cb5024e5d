"""Facts at the centre: pushed, recounted, shown."""
