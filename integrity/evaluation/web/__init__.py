"""The pages of internal control: general view, recommendations, reports."""
