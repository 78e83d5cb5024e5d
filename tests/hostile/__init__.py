"""What an ill-meaning or unlucky visitor tries, kept as tests once it was mended."""
