"""For each verb that asks a programme for a code: somebody who may, and a whole request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from access.proof import HEADER
from access.rules import Profile
from agreements.improvements import services as reports
from agreements.registry.models import Agreement
from agreements.registry.road import DOCUMENT_WORDS, SIDE_WORDS
from foundation.tenancy import PUBLIC, inside
from integrity.formulation.api.adhesion import NONE
from integrity.formulation.models import Plan
from integrity.formulation.services import joint
from tests.documents.samples import PDF, upload
from tests.factories import agreements as agreement
from tests.factories import integrity as make
from tests.factories.askings import asking_note, asking_to_leave
from tests.factories.publication import IMPROVEMENT, YEAR, in_force, open_report, record
from tests.people import Programme, person
from tests.seed import FIRST


@dataclass
class Scene:
    """A programme and what it sends; files are made anew each time."""

    program: Programme
    path: str
    body: Callable[[], dict[str, Any]] = dict
    is_multipart: bool = False
    version: str = ""

    def send(self, code: str = "") -> Any:
        """The request, with a code if there is one."""
        headers = {HEADER: code} if code else {}
        if self.version:
            headers["If-Match"] = f'"{self.version}"'
        if self.is_multipart:
            return self.program.post(self.path, self.body(), headers=headers)
        return self.program.send(self.path, self.body(), **headers)


def own(profile: Profile) -> Programme:
    return Programme(FIRST.host, person(FIRST.schema, profile))


def centre(profile: Profile) -> Programme:
    return Programme(settings.CENTRE_HOST, person(PUBLIC, profile))


def sent_plan() -> str:
    """Where the verbs on a plan that was sent and judged stand."""
    with inside(FIRST.schema):
        plan = make.ready_plan()
        return f"/api/planos/envios/{make.opined(plan).uid}/"


def approving() -> Scene:
    return Scene(own(Profile.HEAD), f"{sent_plan()}aprovar/", lambda: {"reason": "De acordo."})


def returning() -> Scene:
    return Scene(own(Profile.HEAD), f"{sent_plan()}devolver/", lambda: {"reason": "Falta prazo."})


def publishing() -> Scene:
    """With the final PDF."""
    with inside(FIRST.schema):
        plan = make.ready_plan()
        make.approved(plan)
        plan.refresh_from_db()

    def body() -> dict[str, Any]:
        return {
            "published_date": "2026-02-20",
            "act_name": "Portaria nº 12",
            "act_url": "https://exemplo.test/portaria-12",
            "had_launch": "nao",
            "no_launch_reason": "Será feito depois.",
            "is_on_site": "sim",
            "site_url": "https://exemplo.test/plano",
            "source": "enviar",
            "file": upload(PDF, "plano-final.pdf"),
            "knows_content": "true",
            "knows_closing": "true",
        }

    path = f"/api/planos/{plan.uid}/publicacao/"
    return Scene(own(Profile.HEAD), path, body, is_multipart=True, version=str(plan.version))


SHOWN = {"shows": ["programme"], "paper": "none", "has_read": True}


def in_force_here() -> Plan:
    """A published plan of the first organisation."""
    with inside(FIRST.schema):
        return make.published_plan()


def showing() -> Scene:
    path = f"/api/planos/{in_force_here().uid}/pagina-publica/mostrar/"
    return Scene(own(Profile.HEAD), path, lambda: dict(SHOWN))


def hiding() -> Scene:
    """After it was shown by a first code."""
    shown = showing()
    assert shown.send(shown.program.code()).status_code == 200
    path = shown.path.replace("mostrar", "retirar")
    return Scene(own(Profile.HEAD), path, lambda: {"reason": "Um erro no texto."})


def answering() -> Scene:
    """The head of an organ that was asked."""
    with inside(FIRST.schema):
        plan, other = make.plan(), make.organ("Obras", "SO")
        by = own(Profile.FORMULATION).actor
        at = timezone.now()
        joint.ask_organ(actor=by, plan_uid=plan.uid, organ_uid=other.uid, at=at)
        head = Programme(FIRST.host, person(FIRST.schema, Profile.HEAD, organ=other))
    path = f"/api/planos/{plan.uid}/orgaos/{other.uid}/resposta/"
    return Scene(head, path, lambda: {"agrees": "sim"})


def adhering(word: str, body: dict[str, Any], *, held: str) -> Scene:
    """The head about the adhesion of a new organ: none yet, one on paper, or one's own."""
    with inside(FIRST.schema):
        organ = make.organ("Controladoria")
        if held == "on paper":
            make.signed_adhesion(organ)
        if held == "declared":
            make.adhesion(organ)
    path = f"/api/planos/adesao/{organ.uid}/{word}/"
    version = "" if held else str(NONE)
    return Scene(own(Profile.HEAD), path, lambda: dict(body), version=version)


def denouncing() -> Scene:
    found = in_force(400, place=FIRST)
    last = timezone.localdate() + timedelta(days=found.notice_days)
    path = f"/api/acordo/{found.uid}/denuncia/"
    body = {"last_date": f"{last}", "justification": "A prefeitura adotou outro sistema."}
    return Scene(own(Profile.HEAD), path, lambda: dict(body))


def answering_asking(word: str, asked: Callable[[Agreement], Agreement], **body: Any) -> Scene:
    """CGE-MG on what the first organisation asked for; with the signed act where one is due."""
    found = asked(in_force(400, place=FIRST))
    path = f"/api/acordos/{found.uid}/pedidos/{word}/"
    director = centre(Profile.DCI_DIRECTOR)
    if body:
        return Scene(director, path, lambda: dict(body))
    return Scene(director, path, lambda: {"file": upload(PDF, "oficio.pdf")}, is_multipart=True)


def reporting() -> Scene:
    """The yearly report of the partner, filled in."""
    report, head = open_report(), own(Profile.HEAD)
    with inside(FIRST.schema):
        how: dict[str, Any] = {"actor": head.actor, "uid": report.uid, "at": timezone.now()}
        reports.save_report(revision=0, values=YEAR, **how)
        reports.add_improvement(values=IMPROVEMENT, **how)
    return Scene(head, f"/api/relatorio-anual/{report.uid}/enviar/")


def admitting() -> Scene:
    found = agreement.a_request_in_triage()
    path = f"/api/pedidos/{found.uid}/admitir/"
    return Scene(centre(Profile.DCI_DIRECTOR), path, lambda: {"species": "act"})


def signing() -> Scene:
    """CGE-MG signs the first of the texts."""
    found = agreement.an_agreement_to_sign()
    document, side = agreement.ALL_FOUR[0]
    words = f"{DOCUMENT_WORDS[document]}/{SIDE_WORDS[side]}"
    seal = agreement.seal()

    def body() -> dict[str, Any]:
        return {
            **{name: str(getattr(seal, name)) for name in type(seal).__dataclass_fields__},
            "text_hash": found.text_hash(document),
            "file": upload(PDF, "assinado.pdf"),
        }

    path = f"/api/acordos/{found.uid}/assinaturas/{words}/"
    return Scene(centre(Profile.COMPTROLLER), path, body, is_multipart=True)


def gazette(where: str, **more: str) -> Scene:
    """A page of a gazette."""
    found = agreement.a_signed_agreement()
    told = record()

    def body() -> dict[str, Any]:
        return {
            "published_date": f"{told.published_date}",
            "edition": "88",
            "page": "12",
            "file": upload(PDF, "diario.pdf"),
            **more,
        }

    path = f"/api/acordos/{found.uid}/publicacao/{where}/"
    return Scene(centre(Profile.PUBLICATION), path, body, is_multipart=True)


SCENES: dict[str, Callable[[], Scene]] = {
    "formulation:approve_plan": approving,
    "formulation:return_plan": returning,
    "formulation:publication": publishing,
    "formulation:show_plan": showing,
    "formulation:hide_plan": hiding,
    "formulation:answer_joint_plan": answering,
    "formulation:declare_adhesion": lambda: adhering("declarar", {"post": "Prefeita"}, held=""),
    "formulation:answer_adhesion": lambda: adhering(
        "responder", {"is_right": "sim"}, held="on paper"
    ),
    "formulation:withdraw_adhesion": lambda: adhering(
        "retirar", {"reason": "Mudou.", "end_act": "Portaria nº 9"}, held="declared"
    ),
    "continuity:ask_withdrawal": denouncing,
    "continuity:note_asked": lambda: answering_asking(
        "apostila", asking_note, noted_date=f"{timezone.localdate()}", document_number="998877"
    ),
    "continuity:accept_withdrawal": lambda: answering_asking("denuncia", asking_to_leave),
    "improvements:send": reporting,
    "registry:admit": admitting,
    "registry:sign": signing,
    "publication:state_gazette": lambda: gazette("estado"),
    "publication:partner_gazette": lambda: gazette(
        "participe", gazette_name="Diário Oficial do Município"
    ),
}
