"""Pages of requests and agreements, on the portal and at the centre."""
