"""Demonstration data: invented people and bodies, walked along the road by the real verbs."""
