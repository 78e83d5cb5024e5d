"""The work plan and the drafts, at the centre."""

from django.urls import path

from agreements.work_plans.web import (
    catalogue_views,
    clause_views,
    evidence_views,
    opinion_views,
    views,
)

app_name = "work_plans"
urlpatterns = [
    path("acordos/modelo/", clause_views.clauses, name="clauses"),
    path("acordos/modelo/<str:species>/nova/", catalogue_views.add_clause, name="add_clause"),
    path(
        "acordos/modelo/<str:species>/<slug:key>/retirar/",
        catalogue_views.retire_clause,
        name="retire_clause",
    ),
    path("acordos/modelo/<str:species>/<slug:key>/", clause_views.clause, name="clause"),
    path(
        "acordos/modelo/<str:species>/<slug:key>/nova-versao/",
        clause_views.publish_clause,
        name="publish_clause",
    ),
    path("acordos/<uuid:uid>/plano/", views.plan_page, name="plan"),
    path("acordos/<uuid:uid>/minutas/gerar/", views.generate, name="generate"),
    path("acordos/<uuid:uid>/minutas/renovar/", views.renew, name="renew"),
    path("acordos/<uuid:uid>/parecer/", opinion_views.opinion, name="opinion"),
    path("acordos/<uuid:uid>/parecer/ressalvas/", opinion_views.meet_remarks, name="meet_remarks"),
    path("acordos/<uuid:uid>/enviar/", views.send, name="send"),
    path("acordos/etapas/<uuid:uid>/", views.change_stage, name="change_stage"),
    path("acordos/etapas/<uuid:uid>/retirar/", views.remove_stage, name="remove_stage"),
    path(
        "acordos/etapas/<uuid:uid>/concluir/", evidence_views.complete_stage, name="complete_stage"
    ),
    path("acordos/etapas/<uuid:uid>/reabrir/", evidence_views.reopen_stage, name="reopen_stage"),
    path("acordos/metas/<uuid:uid>/etapas/nova/", views.add_stage, name="add_stage"),
]
