"""Module 3: dashboard, attention points and recommendations of the commission."""
