"""The part of the table for what a plan says besides its axes; `table.py` says how it is read."""

PLANS = """
formulation:action_rows     | draft               | drafters        | drafters 302    | organ quiet
formulation:action_rows     | plan                | drafters 409    | drafters 409    | organ
formulation:move_axis       | draft axis          | -               | drafters 409    | organ
formulation:move_sub_axis   | draft sub_axis      | -               | drafters 409    | organ
formulation:move_action     | draft draft_action  | -               | drafters 409    | organ
formulation:renumber_actions | draft              | -               | drafters 302    | organ quiet
formulation:fill_in_actions  | draft               | -               | drafters 409    | organ
formulation:copy_actions    | draft               | drafters        | drafters        | organ
formulation:copy_actions    | plan                | drafters 409    | drafters 409    | organ
formulation:open_document   | draft               | all-observer    | -               | organ found
formulation:paste_rows      | draft               | drafters        | drafters        | organ
formulation:paste_rows      | plan                | drafters 409    | drafters 409    | organ
formulation:library         | draft               | all             | drafters        | organ
formulation:library         | plan                | all             | drafters 409    | organ
formulation:library_model   | draft model         | all             | drafters 302    | organ
formulation:library_model   | plan model          | all             | drafters 409    | organ
formulation:library_model   | draft nothing       | all 404         | drafters 404    | organ
formulation:library_updates | draft               | all             | -               | organ
formulation:library_update  | draft draft_action changed_model | drafters | drafters  | organ
formulation:library_update  | draft draft_action model | drafters 404 | drafters 404 | organ
formulation:risks           | draft               | all             | -               | organ
formulation:risks           | plan                | all             | -               | organ
formulation:add_risk        | draft               | drafters        | drafters        | organ
formulation:add_risk        | plan                | drafters 409    | drafters 409    | organ
formulation:risk            | draft risk          | all             | -               | organ
formulation:risk            | plan risk           | all 404         | -               | organ
formulation:edit_risk       | draft risk          | drafters        | drafters        | organ
formulation:reassess_risk   | draft risk          | -               | drafters 302    | organ
formulation:archive_risk    | draft risk          | -               | drafters        | organ
formulation:restore_risk    | draft risk          | -               | drafters 409    | organ
formulation:risk_scale      |                     | organisation_admin | organisation_admin | whole
formulation:use_risk_preset |                     | -               | organisation_admin | whole
formulation:choose_public   | plan                | showers        | -               | organ
formulation:choose_public   | draft               | showers    409  | -               | organ
formulation:show_plan       | plan                | showers 422     | showers        | organ
formulation:preview_public  | plan                | showers    404   | -               | organ
formulation:hide_plan       | plan                | showers    404   | showers    404   | organ
formulation:plan_organs     | draft               | all             | drafters        | organ
formulation:plan_organs     | plan                | all             | drafters 409    | organ
formulation:remove_organ    | draft organ         | drafters 404    | drafters 404    | organ
formulation:answer_joint_plan | draft organ       | head 404        | head 404        | organ
formulation:adhesions       |                     | all             | -               |
formulation:plan_adhesion   | draft               | all             | -               | organ
formulation:adhesion        | organ               | all             | -               | organ
formulation:declare_adhesion | organ              | head            | head            | organ
formulation:register_adhesion | organ             | registrars      | registrars      | organ
formulation:answer_adhesion | organ               | head 409        | head 409        | organ
formulation:withdraw_adhesion | organ             | drafters        | drafters        | organ
formulation:public_plans    |                     | anybody         | -               |
formulation:public_plan     | plan                | anybody 404     | -               |
formulation:public_plan_file | plan               | anybody 404     | -               |
"""
