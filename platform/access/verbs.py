"""A verb of the pages, for a programme: the same form, the same service, JSON both ways.

    @verb(
        Told("pedir_diligencia", "Pede o que falta", "Suspende o prazo da triagem.", group=GROUP),
        page="registry:ask",
        form=DiligenceForm,
        wanted=permissions.ASK_DILIGENCE,
        find=queries.request_by_uid,
    )
    def ask(wish: Wish) -> Request:
        return services.ask_diligence(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)

`page` is the route where a person does the same. What is confirmed there (`is_confirmed`), and what
wants the person known more surely than a key knows anybody, asks for a code of the person's own
beside the key: see `access.proof`. A test holds it against the pages.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.forms import Form
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from access.answers import Answer, given_before, remember
from access.api import KeyedView, actor_of
from access.models import ApiKey
from access.openapi import Asked, DoneSerializer, Told
from access.proof import BY_PERSON, CONFIRMED, TOO_MANY, Proof, proof_in, with_factor
from access.rows import Rows, faults_in, forms_of, lines_in
from access.rules import Actor, Capability, require
from access.sent import fingerprint, form_data, object_in, version_of
from foundation.refusals import Invalid
from identity.rules import Assurance

ONCE = "Idempotency-Key"
CREATES = (
    Asked(
        ONCE, "Texto seu, de até 100 sinais: o pedido repetido não se faz de novo.", place="header"
    ),
)
VERSIONED = (Asked("If-Match", "O ETag do que foi lido.", place="header", is_required=True),)


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants what: the actor, the instant, what the address names, the form and the rows."""

    actor: Actor
    at: datetime
    where: Mapping[str, Any]
    form: Any = field(default_factory=Form)
    rows: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def uid(self) -> UUID:
        """What the address names first."""
        found: UUID = self.where["uid"]
        return found

    @property
    def given(self) -> dict[str, Any]:
        """What was sent, as the form understood it."""
        found: dict[str, Any] = self.form.cleaned_data
        return found


@dataclass(frozen=True, slots=True)
class Verb:
    """How one verb is carried out."""

    act: Callable[[Wish], object]
    page: str
    form: type[Form] = Form
    make: Callable[..., Form] | None = None
    wanted: Capability | None = None
    find: Callable[..., object] | None = None
    creates: bool = False
    is_confirmed: bool = False  # on its page a person shows once more who is here
    versioned: str = ""  # the field that holds what was read
    rows: Mapping[str, Rows] = field(default_factory=dict)

    def begun(self, actor: Actor, where: Mapping[str, Any]) -> Wish:
        """Refused before what was sent is looked at. Raises NotFound or Denied."""
        wish = Wish(actor, timezone.now(), where)
        if self.find is not None:
            self.find(actor, *where.values())
        if self.wanted is not None:
            require(actor, self.wanted)
        return wish

    @property
    def asks_who_is_here(self) -> bool:
        """Whether a key alone does not do."""
        asks_more = self.wanted is not None and self.wanted.demands > Assurance.PASSWORD
        return self.is_confirmed or asks_more

    def carried_out(self, wish: Wish, request: Request, proof: Proof | None = None) -> Answer:
        """Raises Invalid with what the form says, NotShown, or what the service refuses."""
        data, files = form_data(request, self.rows)
        sent = object_in(request)
        lines = {name: lines_in(sent, name, each) for name, each in self.rows.items()}
        if self.versioned:
            data[self.versioned] = version_of(request)
        form = (self.make or plainly(self.form))(wish, data, files)
        faults = {
            each: ["Este campo não existe aqui."]
            for each in sorted({*data, *files} - set(form.fields))
        }
        rows = {name: forms_of(each, wish, lines[name]) for name, each in self.rows.items()}
        faults = faults or faults_of(form)
        for name, made in rows.items():
            faults |= faults_in(name, lines[name], made)
        if faults:
            raise Invalid(faults)
        if proof is not None:
            proof.show()
        done = self.act(replace(wish, form=form, rows=rows))
        return Answer(201 if self.creates else 200, body_of(done, wish))


def verb(told: Told, *, where: Mapping[str, str] | None = None, **how: Any) -> Callable[..., Any]:
    """The view of a verb; `where` says what the address names."""

    def made(act: Callable[[Wish], object]) -> Any:
        return view_of(Verb(act, **how), told, where or {}).as_view()

    return made


def view_of(how: Verb, said: Told, where: Mapping[str, str]) -> type[KeyedView]:
    """The class that answers, and what it says of itself."""

    class VerbView(KeyedView):
        of_page, verb = how.page, how
        told: Mapping[str, Told]

        def post(self, request: Request, **named: Any) -> Response:
            actor = actor_of(request)
            if how.asks_who_is_here:
                proof = proof_in(request, how.page, named)
                answer = how.carried_out(how.begun(with_factor(actor), named), request, proof)
                return Response(answer.body, answer.status)
            wish = how.begun(actor, named)
            once = request.headers.get(ONCE, "") if how.creates else ""
            answer = answered(how, wish, request, once) if once else how.carried_out(wish, request)
            return Response(answer.body, answer.status)

    asks = how.asks_who_is_here  # each code serves once: what came with it is not done again
    refusals = {401: "", 403: BY_PERSON if asks else "", 404: "", 409: "", 422: ""}
    if asks:
        refusals |= {429: TOO_MANY}
    if how.versioned:
        refusals |= {412: "", 428: ""}
    VerbView.told = {
        "post": replace(
            said,
            body=how.form if how.form is not Form or how.rows else None,
            rows=how.rows,
            answer=said.answer or DoneSerializer,
            asked=(
                *in_path(where),
                *(CONFIRMED if asks else CREATES if how.creates else ()),
                *(VERSIONED if how.versioned else ()),
            ),
            status=201 if how.creates else 200,
            refusals=refusals,
        )
    }
    return VerbView


def answered(how: Verb, wish: Wish, request: Request, once: str) -> Answer:
    """Carried out once, whatever number of times it is asked; the same key waits for its turn."""
    print_ = fingerprint(request, how.rows)
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().get(pk=request.auth.pk)
        before = given_before(key, once, print_, at=wish.at)
        if before is not None:
            return before
        answer = how.carried_out(wish, request)
        remember(key, once, print_, answer, at=wish.at)
        return answer


def faults_of(form: Form) -> dict[str, list[str]]:
    """What a form says, by field; under no name what is wrong with the whole."""
    return {
        name.removeprefix(NON_FIELD_ERRORS): [str(each) for each in found]
        for name, found in form.errors.items()
    }


def plainly(form: type[Form]) -> Callable[..., Form]:
    """A form that wants nothing but what was sent."""
    return lambda wish, data, files: form(data, files)


def in_path(where: Mapping[str, str]) -> tuple[Asked, ...]:
    """What the address names, described."""
    return tuple(
        Asked(name, says, type="uuid" if name.endswith("uid") else "string", in_path=True)
        for name, says in where.items()
    )


def body_of(made: object, wish: Wish) -> dict[str, Any]:
    """What the verb made or changed."""
    uid = getattr(made, "uid", None) or wish.where.get("uid")
    return {
        "uid": str(uid) if uid else None,
        "situacao": str(getattr(made, "state", "")) or None,
        "texto": str(made) if hasattr(made, "uid") else "",
    }
