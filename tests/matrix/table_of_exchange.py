"""Who may do what with improvements, at the centre and at an organisation; and at the desk."""

REVIEWS = """
exchange:improvements       |                     | all             | -               |
exchange:improvement        | reviewed            | all             | -               |
exchange:improvement        | given_back          | all             | -               |
exchange:ask                | reviewed            | -               | dtic            |
exchange:refuse             | reviewed            | -               | dtic            |
exchange:place              | given_back          | -               | dtic            |
exchange:place              | reviewed            | -               | dtic 409        |
exchange:accept             | reviewed            | -               | dtic 302        |
exchange:accept             | given_back          | -               | dtic 409        |
desk:queue                  |                     | all             | -               |
desk:reminders              |                     | dci             | dci 422         |
desk:sheet                  | =pedidos            | all             | -               |
desk:sheet                  | =inventada          | all 404         | -               |
"""

OWN_IMPROVEMENTS = """
exchange:improvements       |                     | all             | -               |
exchange:improvement        | improvement         | all             | -               |
exchange:improvement        | offered             | all             | -               | shared
exchange:submit             | improvement         | -               | heads 302       | found
exchange:answer             | improvement         | heads 409       | heads 409       | found
exchange:undo               | offered             | -               | heads 409       | shared
exchange:adopt              | offered             | -               | heads 302       | shared
"""
