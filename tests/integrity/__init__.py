"""The integrity workflow, from the first axis to the report of internal control."""
