"""Monitoring, on the host of an organisation."""

from django.urls import path

from integrity.monitoring.web import recommendations, views

app_name = "monitoring"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("acoes/", views.action_list, name="list"),
    path("acoes/<uuid:uid>/", views.action_page, name="action"),
    path("acoes/<uuid:uid>/risco/", views.assess, name="assess"),
    path("acoes/<uuid:uid>/recomendar/", views.recommend, name="recommend"),
    path("recomendacoes/<uuid:uid>/alterar/", recommendations.rewrite, name="rewrite"),
    path("recomendacoes/<uuid:uid>/retirar/", recommendations.withdraw, name="withdraw"),
    path("recomendacoes/<uuid:uid>/responder/", recommendations.answer, name="answer"),
]
