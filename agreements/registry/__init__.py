"""Requests, agreements and signatures: the registry kept by CGE-MG."""
