"""The part of the table for the hosts of organisations; `table.py` says how it is read."""

from tests.matrix.table_of_api import ORGANISATION_API
from tests.matrix.table_of_plans import PLANS

ORGANISATION = f"""{PLANS}{ORGANISATION_API}
journal:list                |                     | managers | -         | whole
journal:verification        |                     | managers | managers 302 | whole quiet
journal:chain               |                     | managers | -         | whole
journal:export              | =csv                | managers | -         | whole
journal:entry               | =00000000-0000-4000-8000-000000000000 | managers 404 | - | whole
support:list                |                     | managers        | -               | whole
support:session             | support             | managers        | -               | whole
support:raise               | support             | -               | organisation_admin | whole
support:end                 | support             | -               | organisation_admin 302 | whole
support:enter               | =inventado          | anybody 404     | anybody 404     |
support:leave               |                     | all 404         | all 404         |
formulation:structure       |                     | all             | -               |
formulation:method          |                     | organisation_admin | organisation_admin | whole
formulation:use_preset      |                     | -               | organisation_admin | whole
formulation:add_axes_of_method | draft            | -               | drafters 409    | organ
formulation:catalogues      |                     | admin           | -               |
formulation:catalogue       | =tipos-de-acao      | admin           | admin           |
formulation:catalogue       | =inventado          | admin 404       | admin 404       |
formulation:edit_entry  | =tipos-de-ato =00000000-0000-4000-8000-000000000000 |admin 404|admin 404|
formulation:government      |                     | managers        | managers        | whole
formulation:organs          |                     | managers        | -               |
formulation:import_registers |                    | managers        | managers        | whole
formulation:registers_preview | register_run       | managers        | managers 302    | whole
formulation:registers_workbook |                  | managers        | -               | whole
formulation:organ           | organ               | managers        | -               | organ
formulation:archive_organ   | organ               | -               | managers 409    | whole
formulation:restore_organ   | organ               | -               | managers 409    | whole
formulation:add_organ       |                     | managers        | managers        | whole
formulation:edit_organ      | organ               | managers        | managers        | organ
formulation:directory       |                     | managers        | -               |
formulation:add_person      |                     | managers        | managers        |
formulation:edit_person     | directory_person    | managers        | managers        | organ
formulation:add_unit        | organ               | managers        | managers        | organ
formulation:edit_unit       | unit                | managers        | managers        | organ
notifications:problems      |                     | organisation_admin | -            | whole
notifications:confirm_address | bounced           | -               | organisation_admin 302 | whole
notifications:requeue       | unsent              | -               | organisation_admin 302 | whole
notifications:excluded      |                     | organisation_admin | organisation_admin | whole
notifications:allow_address | excluded            | -               | organisation_admin 302 | whole
notifications:texts         |                     | organisation_admin | -            | whole
notifications:words         | =people.invited     | organisation_admin | organisation_admin | whole
notifications:restore_words | =people.invited     | -               | organisation_admin 409 | whole
people:list                 |                     | managers        | -               |
people:invite               |                     | managers        | managers        |
people:provider             |                     | organisation_admin | organisation_admin | whole
people:switch_off_provider  |                     | -               | organisation_admin 409 | whole
people:end_assignment       | assignment          | -               | managers 302    | organ
people:person               | person              | managers        | -               | organ
people:edit                 | person              | managers        | managers        | organ
people:deactivate           | person              | managers        | managers        | organ
people:reactivate           | person              | -               | managers 409    | organ
people:erase                | person              | managers        | managers        | organ
people:confirm_erasure      | person              | managers        | managers        | organ
people:withdraw_erasure     | person              | -               | managers 409    | organ
people:reset_factor         | person              | managers        | managers        | organ
people:absence              | assignment          | managers        | managers        | organ
people:duties               |                     | admin | admin |
profiles:list               |                     | admin | -            | whole
profiles:derive             | =executor           | admin | admin | whole
profiles:derive             | =cabinet            | admin 404 | admin 404 | whole
profiles:edit               | derived             | admin | admin | whole
profiles:retire             | derived             | -               | admin 409 | whole
copies:own                  |                     | managers        | -               |
formulation:plans           |                     | all             | -               |
formulation:start_plan      |                     | drafters        | drafters        |
formulation:plan            | draft               | all             | -               | organ
formulation:plan            | plan                | all             | -               | organ
formulation:workbook        | draft               | all-observer    | -               | organ found
formulation:commission      | draft               | drafters        | drafters        | organ
formulation:commission      | plan                | drafters 409    | drafters 409    | organ
formulation:commission_history | draft            | all             | -               | organ
formulation:extend_term     | draft               | drafters        | drafters        | organ
formulation:extend_term     | plan                | drafters 409    | drafters 409    | organ
formulation:edit_extension  | draft extension     | drafters        | drafters        | organ
formulation:change_members  | draft               | drafters        | drafters        | organ
formulation:change_members  | plan                | drafters 409    | drafters 409    | organ
formulation:edit_composition | draft composition  | drafters        | drafters        | organ
formulation:programme       | draft               | all             | -               | organ
formulation:programme       | plan                | all             | -               | organ
formulation:strategy        | draft               | drafters        | drafters        | organ
formulation:strategy        | plan                | drafters 409    | drafters 409    | organ
formulation:diagnosis       | draft               | drafters 409    | drafters 409    | organ
formulation:answers         | draft               | drafters 409    | drafters 409    | organ
formulation:note_diagnosis  | draft               | head 409        | head 409        | organ
formulation:keep_typed  | draft =estrutura | -              | drafters 200    | organ quiet page
formulation:keep_typed      | draft =inventada    | -               | drafters 404    | organ
formulation:keep_typed      | plan =estrutura     | -               | drafters 409    | organ
formulation:commission_document | draft           | drafters        | -               | organ
formulation:commission_act_document | draft extension | drafters    | -               | organ
formulation:programme_document | draft            | all-observer    | -               | organ found
formulation:validation      | draft               | all             | -               | organ
formulation:edit_validation | draft               | drafters        | drafters        | organ
formulation:edit_validation | plan                | drafters 409    | drafters 409    | organ
formulation:invite_guests   | draft               | drafters        | drafters        | organ
formulation:invite_guests   | plan                | drafters 409    | drafters 409    | organ
formulation:withdraw_invitation | draft guest     | -               | drafters 302    | organ
formulation:answer_comment  | draft comment       | drafters        | drafters        | organ
formulation:answer_comment  | plan comment        | drafters 409    | drafters 409    | organ
formulation:contribute      | guest =inventado    | anybody 404     | anybody 404     |
formulation:content         | draft               | all             | -               | organ
formulation:add_axis        | draft               | drafters        | drafters        | organ
formulation:add_axis        | plan                | drafters 409    | drafters 409    | organ
formulation:edit_axis       | draft axis          | drafters        | drafters        | organ
formulation:remove_axis     | draft axis          | drafters        | drafters 302    | organ
formulation:add_sub_axis    | draft axis          | drafters        | drafters        | organ
formulation:edit_sub_axis   | draft sub_axis      | drafters        | drafters        | organ
formulation:remove_sub_axis | draft sub_axis      | -               | drafters 302    | organ
formulation:add_action      | draft               | drafters        | drafters        | organ
formulation:add_action      | plan                | drafters 409    | drafters 409    | organ
formulation:action          | draft draft_action  | all             | -               | organ
formulation:action          | plan action         | all             | -               | organ
formulation:action          | plan draft_action   | all 404         | -               | organ
formulation:edit_action     | draft draft_action  | drafters        | drafters        | organ
formulation:edit_action     | plan action         | drafters 409    | drafters 409    | organ
formulation:remove_action   | draft draft_action  | drafters        | drafters 302    | organ
formulation:import          | draft               | drafters        | drafters        | organ
formulation:import          | plan                | drafters 409    | drafters 409    | organ
formulation:import_preview  | draft run           | drafters        | drafters 302    | organ
formulation:import_preview  | plan run            | drafters 404    | drafters 404    | organ
formulation:difference      | draft               | all             | -               | organ
formulation:difference_workbook | draft           | all-observer    | -               | organ found
formulation:approval_policy |                     | organisation_admin | organisation_admin |
formulation:submit          | draft               | drafters        | drafters        | organ
formulation:submit          | plan                | drafters 409    | drafters 409    | organ
formulation:submission      | sent                | all             | -               | third
formulation:give_opinion    | sent                | control         | control         | third
formulation:give_opinion    | opined              | control 409     | control 409     | third
formulation:approve_plan    | opined              | head            | head 302        | third
formulation:approve_plan    | sent                | head 409        | head 409        | third
formulation:return_plan     | approved            | head            | head            | third
formulation:return_plan     | sent                | head 409        | head 409        | third
formulation:recall_plan     | sent                | drafters        | drafters        | third
formulation:recall_plan     | approved            | drafters 409    | drafters 409    | third
formulation:publication     | approved_plan       | drafters        | drafters        | third
formulation:publication     | draft               | drafters 409    | drafters 409    | organ
formulation:publication     | plan                | drafters 409    | drafters 409    | organ
formulation:earlier         |                     | all             | -               |
formulation:published       | plan                | all             | -               | organ
formulation:published       | draft               | all 404         | -               | organ
formulation:request_revision | plan               | monitoring 409  | monitoring 409  | organ
formulation:plans_to_reopen |                     | organisation_admin | -            |
formulation:reopen | plan               | organisation_admin 409 | organisation_admin 409 | organ
formulation:revision        | revision            | all             | -               | organ
formulation:approve_revision | revision           | control         | control         | organ
formulation:approve_revision | decided            | control 409     | control 409     | organ
formulation:reject_revision | revision            | control         | control         | organ
formulation:withdraw_revision | revision          | monitoring      | monitoring      | organ
formulation:withdraw_revision | decided           | monitoring 409  | monitoring 409  | organ
execution:list              |                     | executor        | -               |
execution:action            | action              | executor        | -               | unit
execution:classify          | action              | -               | executor        | unit
execution:assign            | action              | -               | executor        | unit
execution:record            | action              | -               | executor        | unit
execution:discontinue       | action              | -               | executor        | unit
execution:add_evidence      | action              | -               | executor        | unit
execution:involve           | action              | -               | executor        | unit
execution:end_involvement   | action =00000000-0000-4000-8000-000000000000 | - | executor | unit
execution:change_units      | action              | -               | executor        | unit
execution:remove_evidence   | evidence            | -               | executor        | unit
monitoring:dashboard        |                     | watchers        | -               |
monitoring:list             |                     | watchers        | -               |
monitoring:action           | action              | watchers        | -               | organ
monitoring:assess           | action              | -               | monitoring      | organ
monitoring:recommend        | action              | -               | monitoring      | organ
monitoring:rewrite          | recommendation      | authors (author) | authors (author) | organ
monitoring:withdraw         | recommendation      | authors (author) | authors (author) | organ
monitoring:answer           | recommendation      | executor        | executor        | unit
monitoring:answer           | answered            | executor 409    | executor 409    | unit
evaluation:overview         |                     | control         | -               |
evaluation:action           | action              | control         | -               | organ
evaluation:recommend        | action              | -               | control         | organ
evaluation:reports          |                     | control         | -               |
evaluation:report           | report_issued       | control         | -               | organ
evaluation:issue_report     | plan                | -               | control 302     | organ
training:page               |                     | all 404         | -               |
training:reset              |                     | -               | all 404         |
improvements:reports        |                     | all             | -               |
improvements:report         | report              | all             | -               |
improvements:fill_in        | report              | heads           | heads           | found
improvements:add_improvement | report             | heads           | heads           | found
improvements:withdraw_improvement | report improvement | -          | heads 302       | found
improvements:send           | report              | -               | heads 302       | found
registry:own_data           |                     | heads           | -               |
registry:propose_change     |                     | heads           | heads           |
registry:own_agreement      |                     | all             | -               |
registry:agreement          | agreement           | all             | -               |
work_plans:report_stage     | agreement own_stage | heads           | heads           | found
publication:declare         | agreement           | heads           | heads           | found
continuity:ask              | agreement           | heads           | heads           | found
continuity:ask_plan_change  | agreement           | heads 409       | heads 409       | found
continuity:ask_note         | agreement           | heads           | heads           | found
continuity:ask_withdrawal   | agreement           | head            | head            | found
continuity:withdraw         | agreement           | heads 409       | heads 409       | found
hosts:list                  |                     | organisation_admin | -            |
hosts:ask                   |                     | -               | organisation_admin |
hosts:check                 | host                | -               | organisation_admin 409 |
hosts:make_primary          | host                | -               | organisation_admin 409 |
hosts:withdraw              | host                | -               | organisation_admin 302 |
issued:list                 |                     | managers        | -               | whole
issued:document             | issued              | managers        | -               | whole
issued:revoke               | issued              | -               | internal_control | whole
issued:replace              | issued              | -               | internal_control | whole
documents:download          | plan_pdf            | all 302         | -               | organ hidden
documents:download          | sheet_file          | drafters 302    | -               | organ hidden
documents:download          | evidence_file       | followers 302   | -               | unit hidden
documents:fetch             | evidence_file =errado | followers 302 | -               | unit hidden
documents:download          | stage_file          | all 302         | -               | hidden
documents:download          | report_file         | control 302     | -               | organ hidden
"""
