"""An organisation as one file: written, verified, restored, proven, kept every night."""
