"""The ways the product says no; each becomes one HTTP answer, for pages and for the API."""

from collections.abc import Mapping, Sequence

Messages = Mapping[str, Sequence[str]]


class Refusal(Exception):
    """A verb that was not carried out, with a sentence for the person who asked.

    `title` and `todo` are for a page that would otherwise say what is true of most refusals.
    """

    status = 400
    message = "Não foi possível concluir o pedido."
    title = ""
    todo = ""

    def __init__(self, message: str = "") -> None:
        self.message = message or self.message
        super().__init__(self.message)


class Denied(Refusal):
    """The person may see the thing but holds no profile that grants the verb (403)."""

    status = 403
    message = "Seu perfil não permite esta ação."


class NotFound(Refusal):
    """There is no such thing, or it may not be seen by this person (404)."""

    status = 404
    message = "Não encontramos o que você procura."


class NotAllowed(Refusal):
    """The verb does not apply in the present state (409)."""

    status = 409
    message = "Esta ação não é possível na situação atual."


class Invalid(Refusal):
    """What was sent breaks a rule (422). `errors`: field name, or "" for the whole → sentences."""

    status = 422
    message = "Há campos a corrigir."

    def __init__(self, errors: Messages | str) -> None:
        if isinstance(errors, str):
            errors = {"": [errors]}
        self.errors: dict[str, list[str]] = {name: list(found) for name, found in errors.items()}
        super().__init__(next((text for found in self.errors.values() for text in found), ""))


class Conflict(NotAllowed):
    """Somebody else saved the same thing in between (409): the person is shown both texts."""

    message = "Outra pessoa alterou este registro enquanto você editava."

    def __init__(self, differences: Mapping[str, tuple[object, object]]) -> None:
        self.differences = dict(differences)
        super().__init__()
