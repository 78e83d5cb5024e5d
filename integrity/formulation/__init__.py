"""Module 1: organ, commission, plan, axes and actions, until publication."""
