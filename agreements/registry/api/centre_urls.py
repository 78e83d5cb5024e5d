"""Requests, agreements and proposed data, at the centre."""

from django.urls import path

from agreements.registry.api import reading, verbs

app_name = "registry_api"
urlpatterns = [
    path("pedidos/", reading.RequestList.as_view(), name="requests"),
    path("pedidos/registrar/", verbs.register, name="register"),
    path("pedidos/<uuid:uid>/", reading.RequestDetail.as_view(), name="request"),
    path("pedidos/<uuid:uid>/encaminhar/", verbs.forward, name="forward"),
    path("pedidos/<uuid:uid>/diligencia/", verbs.ask, name="ask"),
    path("pedidos/<uuid:uid>/reunioes/marcar/", verbs.schedule, name="schedule_meeting"),
    path("pedidos/<uuid:uid>/reunioes/nova/", verbs.meet, name="meeting"),
    path("pedidos/<uuid:uid>/admitir/", verbs.admit, name="admit"),
    path("pedidos/<uuid:uid>/indeferir/", verbs.refuse, name="refuse"),
    path("acordos/", reading.AgreementList.as_view(), name="agreements"),
    path("acordos/<uuid:uid>/", reading.AgreementDetail.as_view(), name="agreement"),
    path("acordos/<uuid:uid>/instrumento/", verbs.change_species, name="species"),
    path("acordos/<uuid:uid>/condicoes/", verbs.change_terms, name="terms"),
    path("acordos/<uuid:uid>/assinaturas/<str:document>/<str:side>/", verbs.sign, name="sign"),
    path("acordos/<uuid:uid>/devolver/", verbs.return_to_draft, name="return_to_draft"),
    path("dados-propostos/", reading.ProposalList.as_view(), name="proposals"),
    path("dados-propostos/<uuid:uid>/aceitar/", verbs.accept_change, name="accept_change"),
    path("dados-propostos/<uuid:uid>/recusar/", verbs.refuse_change, name="refuse_change"),
]
