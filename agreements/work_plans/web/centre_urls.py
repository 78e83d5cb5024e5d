"""The work plan and the drafts, at the centre."""

from django.urls import path

from agreements.work_plans.web import opinion_views, views

app_name = "work_plans"
urlpatterns = [
    path("acordos/<uuid:uid>/plano/", views.plan_page, name="plan"),
    path("acordos/<uuid:uid>/minutas/gerar/", views.generate, name="generate"),
    path("acordos/<uuid:uid>/parecer/", opinion_views.opinion, name="opinion"),
    path("acordos/<uuid:uid>/parecer/ressalvas/", opinion_views.meet_remarks, name="meet_remarks"),
    path("acordos/<uuid:uid>/enviar/", views.send, name="send"),
    path("acordos/etapas/<uuid:uid>/", views.change_stage, name="change_stage"),
    path("acordos/etapas/<uuid:uid>/retirar/", views.remove_stage, name="remove_stage"),
    path("acordos/metas/<uuid:uid>/etapas/nova/", views.add_stage, name="add_stage"),
]
