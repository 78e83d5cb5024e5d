"""The plan of the municipality that has gone the whole road: 18 actions under five axes."""

from config.demo.drafting import Content, Written

LEAD = "Comprometimento da alta administração"
CONDUCT = "Ética e conduta"
OPEN = "Transparência e participação"
RISKS = "Gestão de riscos e controles internos"
BUYING = "Contratações íntegras"

CONTENT = Content(
    axes=(
        (LEAD, "Quem dirige o município assume, comunica e acompanha o plano."),
        (CONDUCT, "As regras de conduta são conhecidas, ensinadas e cobradas."),
        (OPEN, "A população sabe o que se faz e é ouvida."),
        (RISKS, "Os riscos são conhecidos e os controles, proporcionais a eles."),
        (BUYING, "Quem compra e quem fiscaliza tem regras claras e apoio para cumpri-las."),
    ),
    sub_axes=(
        (RISKS, "Mapeamento de riscos", "Identificar e priorizar o que pode dar errado."),
        (RISKS, "Controles de estoque", "Guardar e entregar bens com registro."),
    ),
    actions=(
        Written(
            "1.1",
            LEAD,
            "Instituir o Comitê de Integridade",
            "Dar ao plano uma instância que decida e cobre resultados.",
            "GAB",
            types="Normativo",
        ),
        Written(
            "1.2",
            LEAD,
            "Divulgar a carta de compromisso da administração municipal",
            "Mostrar a servidores e cidadãos que a integridade é prioridade.",
            "GAB",
            types="Sensibilização",
        ),
        Written(
            "1.3",
            LEAD,
            "Acompanhar o plano em reunião mensal do secretariado",
            "Manter quem dirige informado do andamento das ações.",
            "GAB",
            support="CGM",
        ),
        Written(
            "2.1",
            CONDUCT,
            "Elaborar o código de conduta dos servidores",
            "Reunir em um só texto o que se espera de cada servidor.",
            "DGP",
            benefit="Servidores seguros sobre o que podem e não podem fazer.",
            support="CGM",
            types="Normativo",
        ),
        Written(
            "2.2",
            CONDUCT,
            "Capacitar servidores sobre conflito de interesses",
            "Prevenir situações em que o interesse particular pese sobre o público.",
            "DGP",
            types="Formação; Sensibilização",
        ),
        Written(
            "2.3",
            CONDUCT,
            "Criar a comissão de ética",
            "Orientar servidores e apurar desvios de conduta.",
            "GAB",
            types="Normativo",
        ),
        Written(
            "2.4",
            CONDUCT,
            "Contratar pesquisa de clima ético",
            "Conhecer a percepção dos servidores sobre a integridade.",
            "DGP",
        ),
        Written(
            "3.1",
            OPEN,
            "Atualizar os dados do portal da transparência",
            "Cumprir os prazos legais e publicar dados completos.",
            "SMA",
            benefit="Cidadãos encontram a informação sem precisar pedi-la.",
            types="Processo",
        ),
        Written(
            "3.2",
            OPEN,
            "Publicar a carta de serviços ao cidadão",
            "Informar como pedir cada serviço, em quanto tempo e com que documentos.",
            "OUV",
        ),
        Written(
            "3.3",
            OPEN,
            "Implantar o painel de manifestações da ouvidoria",
            "Dar a conhecer quantas manifestações chegam e como são resolvidas.",
            "OUV",
            support="SMA",
        ),
        Written(
            "3.4",
            OPEN,
            "Realizar audiência pública sobre o plano de integridade",
            "Prestar contas do primeiro ano e colher sugestões.",
            "GAB",
        ),
        Written(
            "4.1",
            RISKS,
            "Mapear os riscos das compras públicas",
            "Saber em que etapas da contratação o município está mais exposto.",
            "DCL",
            "Mapeamento de riscos",
            support="CGM",
            types="Processo",
        ),
        Written(
            "4.2",
            RISKS,
            "Revisar o fluxo do almoxarifado da saúde",
            "Reduzir perdas e desvios de materiais.",
            "SMS",
            "Controles de estoque",
        ),
        Written(
            "4.3",
            RISKS,
            "Aprovar a política de gestão de riscos",
            "Definir papéis, método e periodicidade do mapeamento.",
            "SMA",
            "Mapeamento de riscos",
        ),
        Written(
            "4.4",
            RISKS,
            "Conferir mensalmente o estoque de medicamentos",
            "Comparar o que está registrado com o que está na prateleira.",
            "SMS",
            "Controles de estoque",
        ),
        Written(
            "5.1",
            BUYING,
            "Incluir cláusula anticorrupção nos editais",
            "Deixar claras as consequências de fraude em licitações e contratos.",
            "DCL",
        ),
        Written(
            "5.2",
            BUYING,
            "Consultar os cadastros de empresas punidas antes de contratar",
            "Evitar contratar quem está impedido.",
            "DCL",
        ),
        Written(
            "5.3",
            BUYING,
            "Formar e revezar os fiscais de contrato",
            "Dar preparo e independência a quem fiscaliza.",
            "SMA",
            benefit="Contratos acompanhados de perto e sem dependência de uma só pessoa.",
        ),
    ),
)
