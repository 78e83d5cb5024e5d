"""Module 4: what internal control recommends and reports."""
