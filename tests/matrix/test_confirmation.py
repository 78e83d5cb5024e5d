"""Every verb that is hard to take back asks who is here, once the last proof is old."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import transaction
from django.urls import resolve

from foundation.tenancy import inside
from tests.matrix.cast import Person
from tests.matrix.expected import expected
from tests.matrix.rows import Row
from tests.matrix.test_routes import FIRST_OF_ROUTE, ROUTES
from tests.matrix.walking import ask
from tests.matrix.world import World

DANGEROUS = {
    "library:retire",
    "people:invite",
    "people:edit",
    "people:own_keys",
    "people:own_copy",
    "people:own_copy_file",
    "people:end_assignment",
    "people:deactivate",
    "people:reset_factor",
    "people:confirm_erasure",
    "people:provider",
    "people:switch_off_provider",
    "formulation:declare_adhesion",
    "formulation:answer_adhesion",
    "formulation:withdraw_adhesion",
    "formulation:answer_joint_plan",
    "formulation:approve_plan",
    "formulation:publication",
    "formulation:show_plan",
    "formulation:hide_plan",
    "evaluation:issue_report",
    "registry:sign",
    "registry:admit",
    "registry:open_by_act",
    "negotiation:accept",
    "negotiation:accept_for_partner",
    "continuity:sign",
    "continuity:publish",
    "continuity:abandon",
    "continuity:end",
    "continuity:apostille",
    "continuity:note_asked",
    "continuity:accept_withdrawal",
    "continuity:ask_withdrawal",
    "continuity:retract",
    "publication:state_gazette",
    "publication:partner_gazette",
    "publication:pncp",
    "publication:correct",
    "publication:show",
    "signatures:link_sei",
    "signatures:signed_pdf",
    "privacy:erase",
    "signatures:trust",
    "signatures:withdraw",
    "signatures:add_authority",
    "signatures:list_address",
    "signatures:policy",
    "publication:withdraw",
    "publication:publish_release",
    "publication:withdraw_release",
    "improvements:send",
    "exchange:refuse",
    "organisations:withdraw_host",
    "hosts:make_primary",
    "hosts:withdraw",
    "issued:revoke",
    "issued:replace",
    "journal:export",
    "journal:chain",
    *(
        f"organisations:{verb}"
        for verb in [
            "suspend",
            "resume",
            "freeze",
            "reopen",
            "close",
            "recover",
            "archive",
            "drop",
            "rename",
        ]
    ),
    "organisations:reset_training",
}
READ = {"journal:export", "journal:chain", "people:own_copy_file"}
KINDS = ("centre", "organisation")
ROWS = [row for row in FIRST_OF_ROUTE if row.kind in KINDS and row.route in DANGEROUS]


def allowed(world: World, row: Row, method: str) -> Person:
    """Somebody for whom the verb would go through."""
    permit = row.permit(method)
    assert permit is not None
    people = (each for each in world.people[row.kind] if each.profile in permit.profiles)
    return next(each for each in people if expected(row, method, each) == permit.answer)


def test_what_is_marked_is_what_is_dangerous(world: World) -> None:
    marked = set()
    for row in FIRST_OF_ROUTE:
        if row.kind not in KINDS:
            continue
        path = world.path(ROUTES[row.kind, row.route].pattern, row, world.people[row.kind][0])
        view = resolve(path, urlconf=f"config.urls.{row.kind}").func
        if getattr(view, "asks_who_is_here", False):
            marked.add(row.route)
    assert marked == DANGEROUS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_an_old_session_is_asked_and_nothing_is_done(world: World, row: Row) -> None:
    method = "GET" if row.route in READ else "POST"
    person = allowed(world, row, method)
    path = world.path(ROUTES[row.kind, row.route].pattern, row, person)
    with transaction.atomic():
        client = person.fresh()
        with inside(client.schema):
            session = client.session
            for each in session[AUTHENTICATION_METHODS_SESSION_KEY]:
                each["at"] = time.time() - 3600
            session.save()
        answer = ask(person, method, path)
        transaction.set_rollback(True)
    assert (answer.status, answer.written) == (302, ())
    assert answer.location.startswith("/conta/confirmar/?next=")
