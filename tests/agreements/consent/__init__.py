"""Proof of requests, agreements and signatures."""
