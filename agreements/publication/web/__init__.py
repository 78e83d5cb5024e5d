"""Publication and delivery as people meet them: at the centre, on the portal, behind a link."""
