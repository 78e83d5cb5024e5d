"""Codes of issued documents: unguessable, sayable on the telephone, a slip of one sign is seen.

Fifteen signs by chance and one that follows from them. 31 signs, none like another (no 0 and O, no
1, I and L); 31 is prime, so a wrong sign and two exchanged ones never give a good code. Pure.
"""

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16
GROUP = 4
LOOKALIKES = frozenset("01ILO")


def new_code() -> str:
    """A code of 74 bits by chance."""
    body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return body + check_sign(body)


def check_sign(body: str) -> str:
    """The sixteenth sign: the others, weighed by their places."""
    return SIGNS[sum(SIGNS.index(sign) * place for place, sign in enumerate(body, 1)) % len(SIGNS)]


def spelled(code: str) -> str:
    """As people read it: `ABCD-EFGH-JKMN-PQRS`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """The code that somebody typed, with whatever between its groups.

    Raises ValueError with a sentence for what can be no code.
    """
    signs = "".join(each for each in typed.upper() if each.isalnum())
    if not signs:
        raise ValueError("Escreva o código que está no documento.")
    if set(signs) & LOOKALIKES:
        raise ValueError(
            "O código nunca tem 0, 1, I, L nem O. Confira: pode ser outra letra ou número parecido."
        )
    if len(signs) != LENGTH:
        raise ValueError(
            f"O código tem {LENGTH} letras e números; este tem {len(signs)}. Confira no documento."
        )
    if not set(signs) <= set(SIGNS) or check_sign(signs[:-1]) != signs[-1]:
        raise ValueError("Há um erro de digitação no código. Confira cada letra e número.")
    return signs
