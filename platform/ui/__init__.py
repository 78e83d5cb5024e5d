"""The look: base pages, components, charts; a domain template has no CSS class of its own."""
