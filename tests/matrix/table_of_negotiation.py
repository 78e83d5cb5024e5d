"""Who may do what with the texts while both sides agree on them, at the centre."""

NEGOTIATION = """
negotiation:page            | draft               | readers         | -               |
negotiation:compare         | draft               | readers         | -               |
negotiation:clause          | draft =lgpd         | readers         | commenters      |
negotiation:clause          | draft =inexistente  | readers 404     | readers 404     |
negotiation:word            | draft =lgpd         | dci             | dci             |
negotiation:word            | signed =lgpd        | dci 409         | dci 409         |
negotiation:send            | draft               | dci             | dci 302         |
negotiation:send            | with_partner        | dci 409         | dci 409         |
negotiation:bring           | draft               | dci             | dci             |
negotiation:bring           | with_partner        | dci 409         | dci 409         |
negotiation:recall          | with_partner        | dci             | dci             |
negotiation:recall          | draft               | dci 409         | dci 409         |
negotiation:reopen          | agreed              | dci             | dci             |
negotiation:reopen          | with_partner        | dci 409         | dci 409         |
negotiation:accept          | with_partner        | director        | director        |
negotiation:accept          | draft               | director 409    | director 409    |
negotiation:accept_for_partner | with_partner     | dci             | dci             |
negotiation:accept_for_partner | agreed           | dci 409         | dci 409         |
negotiation:answer          | proposed            | dci             | dci             |
"""
