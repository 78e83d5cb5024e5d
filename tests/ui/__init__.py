"""The look: components, forms, charts, pages, assets."""
