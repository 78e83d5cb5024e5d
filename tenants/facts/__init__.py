"""What the centre knows of every organisation: figures each one pushes, recounted every night."""
