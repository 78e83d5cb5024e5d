"""Requests and agreements at the centre."""

from django.urls import path

from agreements.registry.web import (
    agreement_views,
    examination_views,
    hold_views,
    legacy_views,
    mail_views,
    origin_views,
    own_data_views,
    request_views,
)

app_name = "registry"
urlpatterns = [
    path("pedidos/", request_views.request_list, name="requests"),
    path("pedidos/registrar/", request_views.register, name="register"),
    path("pedidos/mensagens/", mail_views.read, name="mails"),
    path("pedidos/mensagens/<uuid:uid>/", mail_views.mail, name="mail"),
    path("pedidos/mensagens/<uuid:uid>/descartar/", mail_views.discard, name="discard_mail"),
    path("pedidos/<uuid:uid>/", request_views.request_page, name="request"),
    path("pedidos/<uuid:uid>/encaminhar/", request_views.forward, name="forward"),
    path("pedidos/<uuid:uid>/diligencia/", examination_views.ask, name="ask"),
    path(
        "pedidos/<uuid:uid>/reunioes/marcar/", examination_views.schedule, name="schedule_meeting"
    ),
    path("pedidos/<uuid:uid>/reunioes/nova/", examination_views.meeting, name="meeting"),
    path("dados-propostos/", own_data_views.proposal_list, name="proposals"),
    path("dados-propostos/<uuid:uid>/", own_data_views.proposal, name="proposal"),
    path("dados-propostos/<uuid:uid>/aceitar/", own_data_views.accept, name="accept_change"),
    path("dados-propostos/<uuid:uid>/recusar/", own_data_views.refuse, name="refuse_change"),
    path("organizacoes/por-ato/", origin_views.open_by_act, name="open_by_act"),
    path("prazos/", examination_views.deadlines, name="deadlines"),
    path("prazos/<uuid:uid>/", examination_views.deadline, name="deadline"),
    path("pedidos/<uuid:uid>/admitir/", request_views.admit, name="admit"),
    path("pedidos/<uuid:uid>/indeferir/", request_views.refuse, name="refuse"),
    path("acordos/", agreement_views.agreement_list, name="agreements"),
    path("acordos/anteriores/", legacy_views.legacy_list, name="legacy_agreements"),
    path("acordos/anteriores/importar/", legacy_views.import_legacy, name="import_legacy"),
    path("acordos/<uuid:uid>/", agreement_views.agreement_page, name="agreement"),
    path("acordos/<uuid:uid>/condicoes/", agreement_views.terms, name="terms"),
    path("acordos/<uuid:uid>/instrumento/", agreement_views.species, name="species"),
    path(
        "acordos/<uuid:uid>/assinaturas/<str:document>/<str:side>/",
        agreement_views.sign,
        name="sign",
    ),
    path("acordos/<uuid:uid>/suspender/", hold_views.hold, name="hold_step"),
    path(
        "acordos/<uuid:uid>/suspensoes/<uuid:hold_uid>/retomar/",
        hold_views.release,
        name="release_step",
    ),
    path("acordos/<uuid:uid>/devolver/", agreement_views.return_to_draft, name="return_to_draft"),
]
