"""What a partner reads and proposes of its own data, at its own host."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Told
from access.verbs import Wish, verb
from agreements.registry import permissions, queries, services
from agreements.registry.own_data import LABELS
from agreements.registry.web.own_data_forms import OwnDataForm

GROUP = "Acordo"
OwnDataSerializer: type[serializers.Serializer[dict[str, str]]] = type(
    "DadosDaOrganizacaoSerializer",
    (serializers.Serializer,),
    {name: serializers.CharField(help_text=f"{label}.") for name, label in LABELS.items()},
)


class OwnData(KeyedView):
    """The data as CGE-MG has them."""

    told = {
        "get": Told(
            "ver_dados_da_organizacao",
            "Mostra os dados da organização no registro da CGE-MG",
            "Com os nomes com que se propõe mudá-los.",
            OwnDataSerializer,
            refusals={401: "", 403: "", 404: ""},
            group=GROUP,
        )
    }

    def get(self, request: Request) -> Response:
        organisation = queries.own_organisation(actor_of(request))
        present = queries.present_data(organisation)
        return Response({name: present[name] for name in LABELS})


@verb(
    Told(
        "propor_dados_da_organizacao",
        "Propõe à CGE-MG alterar os dados da organização",
        "Envie todos os dados, mudados ou não; uma proposta por vez.",
        group=GROUP,
    ),
    page="registry:propose_change",
    form=OwnDataForm,
    wanted=permissions.PROPOSE_CHANGE,
    creates=True,
)
def propose(wish: Wish) -> object:
    return services.propose_change(
        actor=wish.actor, wanted=wish.form.wanted(), reason=wish.given["reason"], at=wish.at
    )
