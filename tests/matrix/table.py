"""Who may do what at each address: the table that the walk is compared with.

Columns: route | what its address names | who reads (GET) | who sends (POST) | marks.

- `all` is every profile of that kind of host, `all-observer` every one but that; other words are
  profiles, or groups of `rows.py`. A number is the answer, where it is not 200 to a GET and 422 to
  a form with nothing filled in. `(author)`: of those, who wrote the thing.
- `anybody` asks for no sign-in; `visitors` sends who is signed in away; `people` asks for an
  account and for no profile. `-`: the method is not offered (405).
- `organ`, `unit`: found by who holds the profile there or over the whole; `whole`: for who holds
  it over the whole. `hidden`: 404, not 403, to who may not. `found`: to who does not find the
  object, 404 before 403. `told`: of a link that is no good the page itself tells. `api`: 401, not
  the page to sign in. `quiet`: nothing is journalled. `page`: the verb answers with a page.
  `shared`: every organisation finds it.

A route may have several rows, one for each kind of object or state; every route has one.
"""

from tests.matrix.portal_table import PORTAL
from tests.matrix.rows import Row, read
from tests.matrix.table_of_api import CENTRE_API, SIGNED_IN_API
from tests.matrix.table_of_exchange import OWN_IMPROVEMENTS, REVIEWS
from tests.matrix.table_of_library import LIBRARY
from tests.matrix.table_of_negotiation import NEGOTIATION
from tests.matrix.table_of_organisations import ORGANISATION

CONTRAST = """
ui:contrast                 |                     | -               | anybody 302     | quiet
"""

EVERYWHERE = f"""
health                      |                     | anybody         | -               |
{CONTRAST}"""

ACCOUNT = """
account_host                |                     | anybody         | -               |
room:page                   |                     | anybody 302     | -               |
room:door                   |                     | anybody         | anybody         |
room:link                   | room_link           | anybody         | anybody 302     |
room:link                   | =inventado          | anybody 404     | anybody 404     |
room:code                   |                     | anybody 302     | anybody 302     | quiet
room:another_code           |                     | -               | anybody 302     | quiet
room:leave                  |                     | -               | anybody 302     | quiet
room:send                   | nothing             | anybody 302     | anybody 302     | quiet
room:remark                 |                     | anybody 302     | anybody 302     | quiet
room:own_data               |                     | anybody 302     | -               |
room:propose_change         |                     | anybody 302     | anybody 302     | quiet
texts:page                  |                     | anybody 302     | -               |
texts:compare               |                     | anybody 302     | -               |
texts:give_back             |                     | anybody 302     | anybody 302     | quiet
texts:bring                 |                     | anybody 302     | anybody 302     | quiet
texts:attach                |                     | anybody 302     | anybody 302     | quiet
texts:clause                | =lgpd               | anybody 302     | anybody 302     | quiet
texts:propose               | =lgpd               | anybody 302     | anybody 302     | quiet
texts:withdraw              | =lgpd               | -               | anybody 302     | quiet
consent:draft               | nothing             | anybody 302     | anybody 302     | quiet
room:download               | nothing             | anybody 302     | -               |
govbr_begin                 |                     | anybody 403     | -               |
govbr_return                |                     | anybody 403     | -               |
"""

SIGNED_IN = f"""{SIGNED_IN_API}
home                        |                     | all             | -               |
account_login               |                     | visitors        | visitors 200    |
mfa_authenticate            |                     | anybody 302     | anybody 302     | quiet
mfa_login_webauthn          |                     | visitors 302    | visitors 302    | quiet
mfa_reauthenticate          |                     | people 302      | people 302      | quiet
mfa_reauthenticate_webauthn |                     | people 302      | people 302      | quiet
mfa_index                   |                     | people          | -               |
mfa_list_webauthn           |                     | people          | -               |
mfa_activate_totp           |                     | people          | people 200      |
mfa_deactivate_totp         |                     | people 404      | people 404      |
mfa_add_webauthn            |                     | people          | people 200      |
mfa_edit_webauthn           | =0                  | people 404      | people 404      |
mfa_remove_webauthn         | =0                  | people 404      | people 404      |
mfa_view_recovery_codes     |                     | people 404      | people 405      | quiet
mfa_generate_recovery_codes |                     | people          | people 200      |
end_session                 | =0                  | -               | people 404      |
end_other_sessions          |                     | -               | people 302      | quiet
people:own_data             |                     | all             | all             |
people:own_keys             |                     | all             | all             |
people:own_key_revoked      | =00000000-0000-4000-8000-000000000000 | - | all 404     |
people:revoke_key           | =00000000-0000-4000-8000-000000000000 | - | all 404     | hidden
people:own_copy             |                     | -               | all 302         |
people:own_copy_file        | =inventado          | all 404         | -               |
govbr_enter                 |                     | visitors 404    | -               |
govbr_arrive                |                     | anybody 403     | -               |
govbr_link                  |                     | people 404      | -               |
govbr_unlink                |                     | -               | people 302      | quiet
govbr_confirm               |                     | people 404      | -               |
provider_enter              |                     | visitors 404    | -               |
provider_return             |                     | anybody 404     | -               |
provider_link               |                     | people 404      | -               |
provider_confirm            |                     | people 404      | -               |
provider_unlink             |                     | -               | people 302      | quiet
account_logout              |                     | people          | people 302      |
account_signup              |                     | visitors        | visitors 200    |
account_inactive            |                     | anybody         | -               |
account_reauthenticate      |                     | people          | people 200      |
account_change_password     |                     | people          | people 200      |
account_set_password        |                     | people 302      | people 302      | quiet
account_reset_password      |                     | anybody         | anybody 200     |
account_reset_password_done |                     | anybody         | -               |
account_reset_password_from_key | reset_uid reset_key | anybody 302 | anybody 302     | quiet told
account_reset_password_from_key | reset_uid =errada | anybody       | anybody 200     | told
account_reset_password_from_key_done |            | anybody         | -               |
access:switch               | =own                | -               | people 302      | quiet
access:switch               | assignment          | -               | people 404      |
access:continue             | =inventado          | people 302      | -               |
notifications:list          |                     | people          | -               |
notifications:open          | =own_notice        | -               | people 302      | quiet
notifications:open          | notice              | -               | people 404      |
notifications:mark_read     |                     | -               | people 302      | quiet
notifications:mark_one_read | =own_notice         | -               | people 302      | quiet
notifications:mark_one_read | notice              | -               | people 404      |
notifications:preferences   |                     | all             | all 302         | quiet
notifications:open_calendar |                     | -               | all 302         |
notifications:close_calendar |                    | -               | all 302         | quiet
notifications:calendar      | calendar_of calendar_token | anybody  | -               |
notifications:calendar      | calendar_of =inventado | anybody 404  | -               |
notifications:unsubscribe   | unsubscribe_link    | anybody         | anybody 200     |
notifications:unsubscribe   | =inventado          | anybody 404     | anybody 404     |
accept_invitation           | invitation          | anybody         | anybody         |
accept_invitation           | =inventado          | anybody 404     | anybody 404     |
"""

CENTRE = """
registry:requests           |                     | all             | -               |
registry:register           |                     | cabinet         | cabinet         |
registry:mails              |                     | cabinet         | cabinet         |
registry:mail               | mail                | cabinet         | cabinet         |
registry:discard_mail       | mail                | cabinet         | cabinet         |
registry:request            | received            | all             | -               |
registry:forward            | received            | cabinet         | cabinet         |
registry:forward            | in_triage           | cabinet 409     | cabinet 409     |
registry:meeting            | in_triage           | dci             | dci             |
registry:meeting            | received            | dci 409         | dci 409         |
registry:schedule_meeting   | asked_of            | dci             | dci             |
registry:schedule_meeting   | received            | dci 409         | dci 409         |
registry:ask                | in_triage           | dci             | dci             |
registry:ask                | asked_of            | dci 409         | dci 409         |
registry:proposals          |                     | all             | -               |
registry:proposal           | proposal            | all             | -               |
registry:accept_change      | proposal            | dci             | dci 302         |
registry:refuse_change      | proposal            | dci             | dci             |
registry:deadlines          |                     | all             | -               |
registry:deadline           | deadline            | director        | director        |
registry:admit              | in_triage           | director        | director 302    |
registry:admit              | received            | director 409    | director 409    |
registry:refuse             | in_triage           | director        | director        |
registry:agreements         |                     | all             | -               |
registry:agreement          | draft               | all             | -               |
registry:agreement          | published           | all             | -               |
room_centre:room            | draft               | all             | -               |
room_centre:invite          | draft               | dci             | dci             |
room_centre:ask             | draft               | dci             | dci             |
room_centre:remark          | draft               | dci             | dci             |
room_centre:accept          | sent_document       | -               | dci 302         |
room_centre:give_back       | sent_document       | dci             | dci             |
room_centre:new_link        | guest               | -               | dci 302         |
room_centre:revoke          | guest               | dci             | dci             |
registry:terms              | draft               | dci             | dci             |
registry:terms              | signed              | dci 409         | dci 409         |
registry:species            | draft               | dci             | dci             |
registry:species            | signed              | dci 409         | dci 409         |
registry:sign               | to_sign =acordo =cge | comptroller    | comptroller     |
registry:sign               | to_sign =plano =cge | comptroller     | comptroller     |
registry:sign               | to_sign =acordo =participe | dci      | dci             |
registry:sign               | draft =acordo =cge  | comptroller 409 | comptroller 409 |
registry:sign               | to_sign =ata =cge   | all 404         | all 404         |
desk:dashboard              |                     | all             | -               |
desk:terms                  |                     | all             | -               |
desk:adhesions              |                     | all             | -               |
desk:adhesion_sheet         |                     | all             | -               |
desk:record_adhesions       |                     | stewards 409    | stewards 409    |
desk:workbook               |                     | all             | -               |
registry:legacy_agreements  |                     | all             | -               |
registry:import_legacy      |                     | dci             | dci             |
registry:open_by_act        |                     | director        | director        |
registry:hold_step          | signed              | director        | director        |
registry:hold_step          | draft               | director 409    | director 409    |
registry:release_step       | signed hold         | director        | director        |
registry:release_step       | published hold      | all 404         | all 404         |
registry:return_to_draft    | to_sign             | director        | director        |
work_plans:clauses          |                     | all             | -               |
work_plans:clause           | =act =integridade   | all             | -               |
work_plans:clause           | =act =inexistente   | all 404         | -               |
work_plans:publish_clause   | =act =integridade   | director        | director        |
work_plans:add_clause       | =act                | director        | director        |
work_plans:retire_clause    | =act =integridade   | director        | director        |
work_plans:retire_clause    | =act =preambulo     | director 409    | director 409    |
work_plans:plan             | draft               | all             | -               |
work_plans:opinion          | draft               | lawyers         | lawyers         |
work_plans:opinion          | signed              | lawyers 409     | lawyers 409     |
work_plans:meet_remarks     | remarked            | lawyers         | lawyers         |
work_plans:meet_remarks     | draft               | lawyers 409     | lawyers 409     |
work_plans:generate         | draft               | -               | dci 302         |
work_plans:renew            | draft               | -               | dci 302         |
work_plans:renew            | signed              | -               | dci 409         |
work_plans:generate         | signed              | -               | dci 409         |
work_plans:send             | draft               | director        | director 302    |
work_plans:send             | signed              | director 409    | director 409    |
work_plans:change_stage     | stage               | dci             | dci             |
work_plans:remove_stage     | stage               | -               | dci 302         |
work_plans:add_stage        | goal                | dci             | dci             |
work_plans:complete_stage   | stage_ahead         | dci             | dci             |
work_plans:complete_stage   | stage_seen          | dci 409         | dci 409         |
work_plans:reopen_stage     | stage_told          | dci             | dci             |
work_plans:reopen_stage     | stage_ahead         | dci 409         | dci 409         |
signatures:link_sei         | to_sign =acordo     | dci             | dci             |
signatures:link_sei         | to_sign =ata        | all 404         | all 404         |
signatures:read_sei         | to_sign sei_link    | -               | dci 409         |
signatures:read_sei         | signed sei_link     | -               | dci 404         |
signatures:signed_pdf       | to_sign =plano      | dci             | dci             |
signatures:signed_pdf       | draft =plano        | dci 409         | dci 409         |
signatures:signed_pdf       | to_sign =ata        | all 404         | all 404         |
signatures:check_item       | draft =dispensa     | director        | director        |
signatures:check_item       | draft =ata          | all 404         | all 404         |
signatures:check_item       | signed =dispensa    | director 409    | director 409    |
signatures:withdraw_check   | draft check         | dci             | dci             |
signatures:change_head      | draft               | dci             | dci             |
signatures:change_head      | signed              | dci 409         | dci 409         |
signatures:roots            |                     | all             | -               |
signatures:trust            |                     | network_admin   | network_admin   |
signatures:withdraw         | root                | network_admin   | network_admin   |
signatures:add_authority    | root                | network_admin   | network_admin   |
signatures:list_address     | authority           | network_admin   | network_admin 302 |
signatures:send_list        | authority           | network_admin   | network_admin   |
signatures:policy           |                     | network_admin   | network_admin   |
privacy:subjects            |                     | issuers         | -               |
privacy:record              |                     | stewards        | stewards        |
privacy:subject             | subject             | issuers         | -               |
privacy:erase               | subject             | stewards        | stewards 302    |
privacy:refuse              | subject             | stewards        | stewards        |
signatures:unlink_sei       | to_sign sei_link    | -               | dci 302         |
publication:queue           |                     | all             | -               |
publication:agreement       | signed              | all 302         | -               |
publication:from_sei        | signed              | publishers 409  | publishers 409  |
publication:state_gazette   | signed              | publishers      | publishers      |
publication:state_gazette   | to_sign             | publishers 409  | publishers 409  |
publication:pncp            | signed              | publishers      | publishers      |
publication:pncp            | to_sign             | publishers 409  | publishers 409  |
publication:correct         | published appearance | publishers     | publishers      |
publication:correct         | signed appearance   | publishers 404  | publishers 404  |
publication:check_publication | published appearance | -            | reviewers 302   |
publication:partner_gazette | signed              | publishers      | publishers      |
publication:show            | published =acordo   | publishers      | publishers      |
publication:show            | published =plano    | publishers 409  | publishers 409  |
publication:show            | signed =acordo      | publishers 409  | publishers 409  |
publication:show            | published =ata      | publishers 404  | publishers 404  |
publication:preview         | published =acordo   | publishers      | -               |
publication:withdraw        | published shown     | publishers      | publishers      |
publication:withdraw        | signed shown        | publishers 404  | publishers 404  |
publication:contact         | published           | dtic            | dtic            |
publication:contact         | signed              | dtic 409        | dtic 409        |
publication:contact         | in_force            | dtic            | dtic            |
publication:deliver         | delivered_to accepted | dtic          | dtic            |
publication:deliver         | published contacted | dtic 409        | dtic 409        |
publication:deliver         | published accepted  | dtic 404        | dtic 404        |
publication:resend          | published contacted | -               | dtic 302        |
publication:releases        |                     | all             | -               |
publication:draft_release   |                     | dtic            | dtic            |
publication:installed       |                     | all             | -               |
publication:release         | release_draft       | all             | -               |
publication:terms           |                     | all             | -               |
publication:terms_version   | =1                  | all             | -               |
publication:terms_version   | =99                 | all 404         | -               |
publication:publish_terms   |                     | director        | director        |
publication:change_release  | release_draft       | dtic            | dtic            |
publication:change_release  | release             | dtic 409        | dtic 409        |
publication:publish_release | release_draft       | -               | dtic 302        |
publication:publish_release | release             | -               | dtic 409        |
publication:withdraw_release | release            | -               | dtic            |
publication:withdraw_release | release_draft      | -               | dtic 409        |
publication:confirm_production | declared_for declared | - | confirmers 302 |
publication:confirm_production | published declared | -      | confirmers 404 |
publication:return_production | declared_for declared | confirmers | confirmers |
publication:return_production | published declared | confirmers 404 | confirmers 404 |
continuity:amend            | in_force            | dci             | dci             |
continuity:amend            | signed              | dci 409         | dci 409         |
continuity:take             | asking              | dci             | dci 302         |
continuity:take             | in_force            | dci 409         | dci 409         |
continuity:refuse           | asking              | dci             | dci             |
continuity:refuse           | in_force            | dci 409         | dci 409         |
continuity:note_asked       | asking_note         | dci             | dci             |
continuity:note_asked       | asking              | dci 409         | dci 409         |
continuity:accept_withdrawal | asking_leave       | director        | director        |
continuity:accept_withdrawal | asking             | director 409    | director 409    |
continuity:sign             | amending            | dci             | dci             |
continuity:sign             | in_force            | dci 409         | dci 409         |
continuity:publish          | amended             | publishers      | publishers      |
continuity:publish          | amending            | publishers 409  | publishers 409  |
continuity:abandon          | amending            | dci             | dci             |
continuity:abandon          | amended             | dci             | dci             |
continuity:apostille        | in_force            | dci             | dci             |
continuity:end              | in_force            | director        | director        |
continuity:end              | ending              | director 409    | director 409    |
continuity:retract          | ending              | director        | director        |
continuity:retract          | in_force            | director 409    | director 409    |
improvements:reports        |                     | all             | -               |
improvements:report         | sent_report         | all             | -               |
improvements:report         | own_report          | all             | -               |
improvements:fill_in        | own_report          | dci             | dci             |
improvements:fill_in        | sent_report         | dci 403         | dci 403         |
improvements:add_improvement | own_report         | dci             | dci             |
improvements:withdraw_improvement | own_report own_improvement | -  | dci 302         |
improvements:send           | own_report          | -               | dci 302         |
improvements:send           | sent_report         | -               | all 403         |
improvements:accept         | sent_report         | -               | dci 302         |
improvements:accept         | own_report          | -               | dci 403         |
improvements:return         | sent_report         | -               | dci             |
notifications:problems      |                     | network_admin   | -               |
notifications:confirm_address | bounced           | -               | network_admin 302 |
notifications:requeue       | unsent              | -               | network_admin 302 |
notifications:excluded      |                     | network_admin   | network_admin   |
notifications:allow_address | excluded            | -               | network_admin 302 |
notifications:texts         |                     | network_admin   | -               |
notifications:words         | =people.invited     | network_admin   | network_admin   |
notifications:words         | =formulation.published_head | network_admin 404 | network_admin 404 |
notifications:restore_words | =people.invited     | -               | network_admin 409 |
people:list                 |                     | network_admin   | -               |
people:invite               |                     | network_admin   | network_admin   |
people:provider             |                     | network_admin   | network_admin   |
people:switch_off_provider  |                     | -               | network_admin 409 |
people:end_assignment       | assignment          | -               | network_admin 302 |
people:person               | person              | network_admin   | -               |
people:edit                 | person              | network_admin   | network_admin   |
people:deactivate           | person              | network_admin   | network_admin   |
people:reactivate           | person              | -               | network_admin 409 |
people:erase                | person              | network_admin   | network_admin   |
people:confirm_erasure      | person              | network_admin   | network_admin   |
people:withdraw_erasure     | person              | -               | network_admin 409 |
people:reset_factor         | person              | network_admin   | network_admin   |
people:absence              | assignment          | network_admin   | network_admin   |
people:duties               |                     | network_admin   | network_admin   |
organisations:list          |                     | all             | -               |
organisations:organisation  | organisation        | all             | -               |
organisations:unproven      |                     | all             | -               |
organisations:birth         | organisation        | all             | -               |
organisations:open_support  | organisation        | supporters      | supporters      |
support:list                |                     | overseers       | -               |
support:session             | support             | overseers       | -               |
support:pass                | support             | -               | network_admin 200 | page
support:end                 | support             | -               | supporters 302  |
organisations:suspend       | organisation        | -               | stewards        |
organisations:resume        | organisation        | -               | stewards 409    |
organisations:freeze        | organisation        | -               | stewards        |
organisations:reopen        | organisation        | -               | stewards 409    |
organisations:close         | organisation        | -               | stewards 409    |
organisations:recover       | organisation        | -               | stewards 409    |
organisations:archive       | organisation        | -               | stewards 409    |
organisations:drop          | organisation        | -               | stewards 409    |
organisations:rename        | organisation        | -               | stewards        |
organisations:withdraw_host | organisation host   | -               | stewards        |
organisations:open_training |                     | network_admin   | network_admin   |
organisations:reset_training | organisation       | -               | network_admin 404 |
upgrades:list               |                     | upgraders       | -               |
upgrades:try_again          |                     | -               | network_admin 409 |
journal:list                |                     | auditors | -         |
journal:verification        |                     | auditors | auditors 302 | quiet
journal:chain               |                     | auditors | -         |
journal:export              | =csv                | auditors | -         |
journal:entry               | =00000000-0000-4000-8000-000000000000 | auditors 404 | - |
network:situation           |                     | all             | -               |
network:workbook            |                     | all             | -               |
network:drifts              |                     | all             | -               |
network:deliveries          |                     | upgraders       | -               |
network:replay              | stuck               | -               | network_admin 302 |
network:recount             |                     | -               | stewards 302    |
network:recount_organisation | organisation       | -               | stewards 302    |
issued:list                 |                     | issuers         | -               |
issued:document             | issued              | issuers         | -               |
issued:revoke               | issued              | -               | director        |
issued:replace              | issued              | -               | director        |
documents:download          | letter              | all 302         | -               | hidden
documents:fetch             | letter =errado      | all 302         | -               | hidden
documents:download          | signed_document     | all 302         | -               | hidden
documents:download          | draft_file          | readers 302     | -               | hidden
documents:download          | gazette_page        | all 302         | -               | hidden
documents:download          | stage_file          | all 302         | -               | hidden
"""

TABLES = {
    "account": CONTRAST + ACCOUNT,
    "portal": EVERYWHERE + PORTAL,
    "centre": EVERYWHERE + SIGNED_IN + CENTRE + CENTRE_API + NEGOTIATION + LIBRARY + REVIEWS,
    "organisation": EVERYWHERE + SIGNED_IN + ORGANISATION + OWN_IMPROVEMENTS,
}
ROWS: tuple[Row, ...] = tuple(row for kind in TABLES for row in read(kind, TABLES[kind]))
