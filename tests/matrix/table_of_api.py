"""The part of the table for the APIs where people sign in; `table.py` says how it is read.

A session only reads: whatever writes asks for a key (401), whoever is signed in.
"""

SIGNED_IN_API = """
api                         |                     | anybody         | -               |
api_schema                  |                     | anybody         | -               |
people_api:oneself          |                     | all             | -               | api
"""

ORGANISATION_API = """
formulation_api:plans       |                     | all             | -               | api
formulation_api:plan        | plan                | all             | -               | organ api
execution_api:actions       |                     | executor        | -               | api
"""
