"""Inputs of our own making: the layouts and the oddities of real ones."""
