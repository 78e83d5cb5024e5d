"""The one query that counts an organisation; it runs in the schema of the connection."""

import json
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils.timezone import make_aware

from integrity.execution.rules import CLOSED, DEFAULT_POLICY, NOT_STARTED
from integrity.formulation.rules.flows import PlanState
from integrity.monitoring.rules import RecommendationState
from tenants.facts.rules import Figures

PHASES = ("formulation", "execution", "monitoring", "evaluation")
COUNT = """
WITH act AS MATERIALIZED (
  SELECT a.id, a.status,
         (a.status = %(not_started)s AND e.planned_start < %(today)s)
         OR (a.status <> ALL (%(closed)s) AND e.planned_end < %(today)s) AS is_late
    FROM formulation_action a
    JOIN formulation_plan p ON p.id = a.plan_id AND p.state = %(published)s
    LEFT JOIN execution_actionexecution e ON e.action_id = a.id
), risk AS (
  SELECT DISTINCT ON (r.action_id) r.level
    FROM monitoring_riskassessment r JOIN act ON act.id = r.action_id
   ORDER BY r.action_id, r.assessed_at DESC, r.id DESC
), recommended AS (
  SELECT r.issued_at FROM monitoring_recommendation r JOIN act ON act.id = r.action_id
   WHERE r.state = %(open)s
), adopted AS (
  SELECT p.organ_id, each.value ->> 'model' AS model
    FROM (
      SELECT plan_id, adopted FROM formulation_axis
      UNION ALL SELECT plan_id, adopted FROM formulation_action
      UNION ALL SELECT plan_id, adopted FROM formulation_integrityrisk WHERE archived_at IS NULL
    ) held
    JOIN formulation_plan p ON p.id = held.plan_id AND p.state <> %(superseded)s
    CROSS JOIN LATERAL jsonb_array_elements(held.adopted) AS each
)
SELECT
  (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM
    (SELECT state, count(*) AS n FROM formulation_plan GROUP BY state) t),
  (SELECT coalesce(jsonb_object_agg(status, n), '{}') FROM
    (SELECT status, count(*) AS n FROM act GROUP BY status) t),
  (SELECT count(*) FROM act WHERE is_late),
  (SELECT coalesce(jsonb_object_agg(level, n), '{}') FROM
    (SELECT level, count(*) AS n FROM risk GROUP BY level) t),
  (SELECT count(*) FROM recommended),
  (SELECT count(*) FROM recommended WHERE issued_at < %(answer_due)s),
  (SELECT count(*) FROM formulation_publicplan WHERE withdrawn_at IS NULL),
  (SELECT min(b.published_date) FROM formulation_planpublication b
     JOIN formulation_plan p ON p.id = b.plan_id AND p.state = %(published)s),
  (SELECT max(at) FROM audit_entry WHERE split_part(verb, '.', 1) = ANY (%(phases)s)),
  (SELECT coalesce(jsonb_object_agg(model, n), '{}') FROM
    (SELECT model, count(DISTINCT organ_id) AS n FROM adopted GROUP BY model) t)
"""


def count(today: date) -> Figures:
    """Everything that the centre may know of this organisation on a day.

    Actions, risks and recommendations are those of the plans in force. An action is late as the
    attention points of monitoring have it; an answer is late after as many days as make the
    update of an action late.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "today": today,
                "not_started": NOT_STARTED.value,
                "closed": [each.value for each in CLOSED],
                "published": PlanState.PUBLISHED.value,
                "superseded": PlanState.SUPERSEDED.value,
                "open": RecommendationState.OPEN.value,
                "answer_due": beginning_of(today - timedelta(days=DEFAULT_POLICY.stale_after)),
                "phases": list(PHASES),
            },
        )
        found = cursor.fetchone()
    plans, actions, late, risks, recommended, unanswered, shown, *rest = found
    since, activity, adopted = rest
    return Figures(
        plans=json.loads(plans),
        actions=json.loads(actions),
        actions_late=late,
        risks=json.loads(risks),
        recommendations_open=recommended,
        recommendations_late=unanswered,
        plans_shown=shown,
        in_force_since_date=since,
        last_activity_at=activity,
        adoptions=json.loads(adopted),
    )


def beginning_of(day: date) -> datetime:
    """Its first instant here."""
    return make_aware(datetime.combine(day, time.min))
