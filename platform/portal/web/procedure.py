"""The procedure of CGE-MG in the words of the home page: who may ask, and the six steps."""

PUBLICS = (
    "Municípios de Minas Gerais",
    "Municípios de outros estados",
    "Governos estaduais e do Distrito Federal",
    "Governo federal",
    "Órgãos e entidades da administração direta e indireta",
)
STEPS = (
    (
        "Pedido",
        "A organização envia o pedido assinado por quem a dirige, aqui no portal ou por e-mail"
        " ao Gabinete da CGE-MG.",
    ),
    (
        "Minutas",
        "A Diretoria Central de Integridade (DCI) entra em contato e envia as minutas do acordo e"
        " do plano de trabalho. Se a organização quiser, há uma reunião para conhecer o sistema.",
    ),
    (
        "Assinatura",
        "O acordo e o plano de trabalho são assinados no SEI!MG pela Controladoria-Geral e por"
        " quem dirige a organização.",
    ),
    (
        "Publicação",
        "O extrato sai no diário oficial do Estado e no diário oficial do partícipe.",
    ),
    (
        "Código-fonte",
        "A Diretoria de Tecnologia (DTIC) contata a área técnica do partícipe e entrega o"
        " código-fonte. A organização também recebe o seu endereço nesta rede.",
    ),
    (
        "Relatório anual",
        "Todo ano, cada parte conta à outra as melhorias que fez no código-fonte.",
    ),
)
