"""The pages of monitoring: dashboard, actions, recommendations and their answers."""
