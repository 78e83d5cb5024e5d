"""The programme as a whole: its commands and its start."""
