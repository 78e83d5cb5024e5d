"""The part of the table for the APIs where people sign in; `table.py` says how it is read.

A session only reads: whatever writes asks for a key (401), whoever is signed in.
"""

NO = "=00000000-0000-4000-8000-000000000000"
SIGNED_IN_API = """
api                         |                     | anybody         | -               |
api_schema                  |                     | anybody         | -               |
people_api:oneself          |                     | all             | -               | api
"""

SIC = "=afb6350a-6a96-5f0c-9676-52582e02406f"  # a model that every installation begins with

ORGANISATION_API = f"""
formulation_api:plans       |                     | all             | -               | api
formulation_api:plan        | plan                | all             | -               | organ api
formulation_api:structure   |                     | all             | -               | api
formulation_api:people      |                     | drafters        | -               | api
formulation_api:government  |                     | managers        | -               | whole api
formulation_api:organs      |                     | managers        | -               | api
formulation_api:organ       | organ               | managers        | -               | organ api
formulation_api:save_government | | - | anybody 401 | api
formulation_api:add_organ | | - | anybody 401 | api
formulation_api:edit_organ | {NO} | - | anybody 401 | api
formulation_api:archive_organ | {NO} | - | anybody 401 | api
formulation_api:restore_organ | {NO} | - | anybody 401 | api
formulation_api:catalogues  |                     | admin           | -               | api
formulation_api:catalogue   | =tipos-de-acao      | admin           | -               | api
formulation_api:catalogue   | =inventado          | admin 404       | -               | api
formulation_api:method      |                     | organisation_admin | -            | whole api
formulation_api:part        | draft =diagnostico  | all             | -               | organ api
formulation_api:part        | draft =inventada    | all 404         | -               | organ api
formulation_api:validation  | draft               | all             | -               | organ api
formulation_api:risks       | draft               | all             | -               | organ api
formulation_api:adhesions   |                     | all             | -               | api
formulation_api:adhesion    | organ               | all             | -               | organ api
formulation_api:declare_adhesion | {NO} | - | anybody 401 | api
formulation_api:register_adhesion | {NO} | - | anybody 401 | api
formulation_api:answer_adhesion | {NO} | - | anybody 401 | api
formulation_api:withdraw_adhesion | {NO} | - | anybody 401 | api
formulation_api:commission  | draft               | all             | -               | organ api
formulation_api:save_commission | {NO} | - | anybody 401 | api
formulation_api:extend_term | {NO} | - | anybody 401 | api
formulation_api:edit_extension | {NO} {NO} | - | anybody 401 | api
formulation_api:change_members | {NO} | - | anybody 401 | api
formulation_api:edit_composition | {NO} {NO} | - | anybody 401 | api
formulation_api:import_run  | draft run           | drafters        | -               | organ api
formulation_api:import_lines | draft run          | drafters        | -               | organ api
formulation_api:registers_run | register_run      | managers        | -               | whole api
formulation_api:registers_lines | register_run    | managers        | -               | whole api
formulation_api:import | {NO} | - | anybody 401 | api
formulation_api:paste_rows | {NO} | - | anybody 401 | api
formulation_api:apply_import | {NO} {NO} | - | anybody 401 | api
formulation_api:import_registers | | - | anybody 401 | api
formulation_api:apply_registers | {NO} | - | anybody 401 | api
formulation_api:invitations | draft               | drafters        | -               | organ api
formulation_api:comments    | draft               | all             | -               | organ api
formulation_api:risk        | draft risk          | all             | -               | organ api
formulation_api:risk_scale  |                     | organisation_admin | -            | whole api
formulation_api:approval_policy |                 | organisation_admin | -            | api
formulation_api:earlier     |                     | all             | -               | api
formulation_api:published   | plan                | all             | -               | organ api
formulation_api:submission  | sent                | all             | -               | third api
formulation_api:revisions   | plan                | all             | -               | organ api
formulation_api:revision    | revision            | all             | -               | organ api
formulation_api:public_page | plan                | showers    404  | -               | organ api
formulation_api:public_check | plan               | showers 422     | -               | organ api
formulation_api:workbook | draft | all-observer | - | organ found api
formulation_api:open_document | draft | all-observer | - | organ found api
formulation_api:programme_document | draft | all-observer | - | organ found api
formulation_api:difference_workbook | draft | all-observer | - | organ found api
formulation_api:commission_document | draft       | drafters        | -               | organ api
formulation_api:commission_act_document | draft extension | drafters | -              | organ api
formulation_api:registers_workbook |              | managers        | -               | whole api
formulation_api:published_plan | plan             | all             | -               | organ api
formulation_api:communication_plan | plan         | all 404         | -               | organ api
formulation_api:training_plan | plan              | all 404         | -               | organ api
formulation_api:public_copy | plan                | all 404         | -               | organ api
formulation_api:public_preview | plan             | showers 422     | -               | organ api
formulation_api:typed_draft | draft =diagnostico  | drafters 404    | -               | organ api
formulation_api:keep_estrutura | {NO} | - | anybody 401 | api
formulation_api:keep_diagnostico | {NO} | - | anybody 401 | api
formulation_api:keep_respostas | {NO} | - | anybody 401 | api
formulation_api:discard_estrutura | {NO} | - | anybody 401 | api
formulation_api:discard_diagnostico | {NO} | - | anybody 401 | api
formulation_api:discard_respostas | {NO} | - | anybody 401 | api
formulation_api:note_diagnosis | {NO} | - | anybody 401 | api
formulation_api:invite_guests | {NO} | - | anybody 401 | api
formulation_api:withdraw_invitation | {NO} {NO} | - | anybody 401 | api
formulation_api:answer_comment | {NO} {NO} | - | anybody 401 | api
formulation_api:reassess_risk | {NO} {NO} | - | anybody 401 | api
formulation_api:save_risk_scale | | - | anybody 401 | api
formulation_api:use_risk_preset | | - | anybody 401 | api
formulation_api:use_preset | | - | anybody 401 | api
formulation_api:save_approval_policy | | - | anybody 401 | api
formulation_api:reopen | {NO} | - | anybody 401 | api
formulation_api:request_revision | {NO} | - | anybody 401 | api
formulation_api:approve_revision | {NO} | - | anybody 401 | api
formulation_api:reject_revision | {NO} | - | anybody 401 | api
formulation_api:withdraw_revision | {NO} | - | anybody 401 | api
formulation_api:show_plan | {NO} | - | anybody 401 | api
formulation_api:hide_plan | {NO} | - | anybody 401 | api
formulation_api:plan_organs | draft               | all             | -               | organ api
formulation_api:ask_organ | {NO} | - | anybody 401 | api
formulation_api:remove_organ | {NO} {NO} | - | anybody 401 | api
formulation_api:answer_joint_plan | {NO} {NO} | - | anybody 401 | api
library_api:updates         | draft               | all             | -               | organ api
library_api:update | {NO} {NO} {NO} | - | anybody 401 | api
formulation_api:axes        | draft               | all             | -               | organ api
formulation_api:actions     | draft               | all             | -               | organ api
formulation_api:action      | draft draft_action  | all             | -               | organ api
formulation_api:start_plan | | - | anybody 401 | api
formulation_api:add_axes_of_method | {NO} | - | anybody 401 | api
formulation_api:add_axis | {NO} | - | anybody 401 | api
formulation_api:edit_axis | {NO} {NO} | - | anybody 401 | api
formulation_api:remove_axis | {NO} {NO} | - | anybody 401 | api
formulation_api:add_sub_axis | {NO} {NO} | - | anybody 401 | api
formulation_api:edit_sub_axis | {NO} {NO} | - | anybody 401 | api
formulation_api:remove_sub_axis | {NO} {NO} | - | anybody 401 | api
formulation_api:add_action | {NO} | - | anybody 401 | api
formulation_api:action_rows | {NO} | - | anybody 401 | api
formulation_api:renumber_actions | {NO} | - | anybody 401 | api
formulation_api:fill_in_actions | {NO} | - | anybody 401 | api
formulation_api:copy_actions | {NO} | - | anybody 401 | api
formulation_api:edit_action | {NO} {NO} | - | anybody 401 | api
formulation_api:remove_action | {NO} {NO} | - | anybody 401 | api
formulation_api:move_axis | {NO} {NO} | - | anybody 401 | api
formulation_api:move_sub_axis | {NO} {NO} | - | anybody 401 | api
formulation_api:move_action | {NO} {NO} | - | anybody 401 | api
formulation_api:checklist   | draft               | all             | -               | organ api
formulation_api:submissions | draft               | all             | -               | organ api
formulation_api:differences | draft               | all             | -               | organ api
formulation_api:save_estrutura | {NO} | - | anybody 401 | api
formulation_api:save_diagnostico | {NO} | - | anybody 401 | api
formulation_api:save_respostas | {NO} | - | anybody 401 | api
formulation_api:save_validation | {NO} | - | anybody 401 | api
formulation_api:add_risk | {NO} | - | anybody 401 | api
formulation_api:submit | {NO} | - | anybody 401 | api
formulation_api:give_opinion | {NO} | - | anybody 401 | api
formulation_api:approve_plan | {NO} | - | anybody 401 | api
formulation_api:return_plan | {NO} | - | anybody 401 | api
formulation_api:recall_plan | {NO} | - | anybody 401 | api
formulation_api:publication | {NO} | - | anybody 401 | api
formulation_api:add_person |  | - | anybody 401 | api
formulation_api:edit_person | {NO} | - | anybody 401 | api
formulation_api:add_unit | {NO} | - | anybody 401 | api
formulation_api:edit_unit | {NO} | - | anybody 401 | api
formulation_api:edit_risk | {NO} {NO} | - | anybody 401 | api
formulation_api:archive_risk | {NO} {NO} | - | anybody 401 | api
formulation_api:restore_risk | {NO} {NO} | - | anybody 401 | api
formulation_api:add_entry | =tipos-de-acao | - | anybody 401 | api
formulation_api:edit_entry | =tipos-de-acao {NO} | - | anybody 401 | api
formulation_api:save_method |  | - | anybody 401 | api
library_api:models          |                     | all             | -               | api
library_api:model           | {SIC}               | all             | -               | api
library_api:adopt |  {NO} | - | anybody 401 | api
execution_api:actions       |                     | executor        | -               | api
registry_api:agreements     |                     | all             | -               | api
registry_api:agreement      | agreement           | all             | -               | api
registry_api:own_data       |                     | heads           | -               | api
work_plans_api:stages       | agreement           | all             | -               | api
work_plans_api:evidence_file | agreement stage_evidence | all             | -               | api
publication_api:use         | agreement           | all             | -               | api
reports_api:reports         |                     | all             | -               | api
reports_api:report          | report              | all             | -               | api
registry_api:propose_change |  | - | anybody 401 | api
continuity_api:askings      |                     | all             | -               | api
continuity_api:askings_of   | agreement           | all             | -               | api
continuity_api:ask | {NO} | - | anybody 401 | api
continuity_api:withdraw | {NO} | - | anybody 401 | api
continuity_api:ask_plan_change | {NO} | - | anybody 401 | api
continuity_api:ask_note | {NO} | - | anybody 401 | api
continuity_api:ask_withdrawal | {NO} | - | anybody 401 | api
work_plans_api:report_stage | {NO} {NO} | - | anybody 401 | api
publication_api:declare | {NO} | - | anybody 401 | api
reports_api:fill_in | {NO} | - | anybody 401 | api
reports_api:send | {NO} | - | anybody 401 | api
"""

CENTRE_API = f"""
registry_api:requests       |                     | all             | -               | api
registry_api:request        | received            | all             | -               | api
registry_api:agreements     |                     | all             | -               | api
registry_api:agreement      | draft               | all             | -               | api
registry_api:proposals      |                     | all             | -               | api
work_plans_api:stages       | draft               | all             | -               | api
work_plans_api:evidence_file | amending stage_evidence | all             | -               | api
work_plans_api:evidence_file | in_force stage_evidence | all 404         | -               | api
continuity_api:askings      |                     | all             | -               | api
continuity_api:askings_of   | asking              | all             | -               | api
continuity_api:take | {NO} | - | anybody 401 | api
continuity_api:refuse | {NO} | - | anybody 401 | api
continuity_api:note_asked | {NO} | - | anybody 401 | api
continuity_api:accept_withdrawal | {NO} | - | anybody 401 | api
terms_api:terms             |                     | all             | -               | api
terms_api:terms_version     | =1                  | all             | -               | api
terms_api:terms_version     | =99                 | all 404         | -               | api
terms_api:publish_terms | | - | anybody 401 | api
publication_api:use         | published           | all             | -               | api
reports_api:reports         |                     | all             | -               | api
reports_api:report          | sent_report         | all             | -               | api
registry_api:register |  | - | anybody 401 | api
registry_api:forward | {NO} | - | anybody 401 | api
registry_api:ask | {NO} | - | anybody 401 | api
registry_api:schedule_meeting | {NO} | - | anybody 401 | api
registry_api:meeting | {NO} | - | anybody 401 | api
registry_api:admit | {NO} | - | anybody 401 | api
registry_api:refuse | {NO} | - | anybody 401 | api
registry_api:terms | {NO} | - | anybody 401 | api
registry_api:species | {NO} | - | anybody 401 | api
registry_api:return_to_draft | {NO} | - | anybody 401 | api
registry_api:accept_change | {NO} | - | anybody 401 | api
registry_api:refuse_change | {NO} | - | anybody 401 | api
registry_api:sign | {NO} =acordo =cge | - | anybody 401 | api
work_plans_api:generate | {NO} | - | anybody 401 | api
work_plans_api:send | {NO} | - | anybody 401 | api
work_plans_api:complete_stage | {NO} | - | anybody 401 | api
work_plans_api:reopen_stage | {NO} | - | anybody 401 | api
publication_api:contact | {NO} | - | anybody 401 | api
publication_api:extract     | published           | all             | -               | api
publication_api:state_gazette | {NO} | - | anybody 401 | api
publication_api:partner_gazette | {NO} | - | anybody 401 | api
publication_api:deliver | {NO} {NO} | - | anybody 401 | api
publication_api:confirm_production | {NO} {NO} | - | anybody 401 | api
publication_api:return_production | {NO} {NO} | - | anybody 401 | api
reports_api:fill_in | {NO} | - | anybody 401 | api
reports_api:send | {NO} | - | anybody 401 | api
reports_api:accept | {NO} | - | anybody 401 | api
reports_api:return | {NO} | - | anybody 401 | api
"""
