"""Yearly reports at the organisation and at the centre; accepted improvements on the portal."""
