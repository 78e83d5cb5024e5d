"""The look: base pages, components, charts and static files. A domain template has no class of its own."""
