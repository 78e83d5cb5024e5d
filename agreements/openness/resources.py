"""The tables of the data package, column by column: CSV, JSON, API and their page follow. Pure."""

from agreements.openness.rules import Field, Resource

OF_AGREEMENT = (
    Field(
        "id_acordo",
        "Identificador do acordo",
        "Código único e permanente do acordo; é o mesmo em todas as tabelas.",
        is_required=True,
    ),
    Field("numero", "Número", "Número do acordo, sem o ano.", "integer", is_required=True),
    Field("ano", "Ano", "Ano do número do acordo.", "integer", is_required=True),
)
AGREEMENTS = Resource(
    "acordos",
    "Acordos",
    "Acordos de Cooperação Técnica e Termos de Adesão publicados, uma linha por instrumento.",
    (
        *OF_AGREEMENT,
        Field("especie", "Espécie", "Acordo de Cooperação Técnica ou Termo de Adesão."),
        Field("objeto", "Objeto", "O que as partes combinaram.", is_free=True),
        Field("base_legal", "Base legal", "Normas em que o acordo se apoia.", is_free=True),
        Field("processo_sei", "Processo SEI", "Número do processo no SEI!MG."),
        Field("participe_nome", "Partícipe", "Nome do órgão ou ente que recebe o sistema."),
        Field("participe_cnpj", "CNPJ do partícipe", "Com pontos, barra e traço; pode ter letras."),
        Field("participe_natureza", "Natureza do partícipe", "Município, Estado, União ou órgão."),
        Field("uf", "UF", "Sigla do estado do partícipe."),
        Field(
            "municipio_ibge", "Município (IBGE)", "Código IBGE de sete dígitos; vazio se não há."
        ),
        Field("data_solicitacao", "Data do pedido", "Dia em que o pedido chegou à CGE-MG.", "date"),
        Field("data_assinatura", "Data da assinatura", "Dia da última assinatura.", "date"),
        Field("base_inicio_vigencia", "Base do início", "De que data a vigência é contada."),
        Field("data_inicio", "Início da vigência", "Primeiro dia de vigência.", "date"),
        Field(
            "data_fim",
            "Fim da vigência",
            "Último dia de vigência, já com os termos aditivos e o fim antecipado.",
            "date",
        ),
        Field("situacao", "Situação", "A iniciar, Vigente ou Encerrado, no dia da geração."),
        Field(
            "sem_repasse", "Sem repasse", "Verdadeiro: não há transferência de recursos.", "boolean"
        ),
        Field("url_integra", "Endereço no portal", "Página do acordo, com o texto do extrato."),
        Field(
            "url_publicacao_doe", "Endereço no diário", "Publicação no Diário Oficial do Estado."
        ),
        Field(
            "data_publicacao_doe",
            "Publicação no Estado",
            "Dia em que o extrato saiu no Diário Oficial do Estado.",
            "date",
        ),
        Field("codigo_materia_doe", "Código da matéria", "Código da matéria no diário do Estado."),
        Field(
            "data_publicacao_participe",
            "Publicação do partícipe",
            "Dia em que o extrato saiu no diário do partícipe; vazio enquanto não sai.",
            "date",
        ),
        Field(
            "url_publicacao_participe",
            "Endereço do partícipe",
            "Publicação no diário do partícipe.",
        ),
        Field("numero_pncp", "Controle no PNCP", "Número de controle; vazio se não há."),
        Field("data_pncp", "Divulgação no PNCP", "Dia da divulgação; vazio se não há.", "date"),
        Field("url_pncp", "Endereço no PNCP", "Página no PNCP; vazio se não há."),
        Field(
            "data_atualizacao",
            "Atualização",
            "Dia em que esta linha mudou pela última vez.",
            "date",
        ),
    ),
    key=("id_acordo",),
    refers=False,
)
AMENDMENTS = Resource(
    "aditivos",
    "Termos aditivos",
    "Termos aditivos publicados, que prorrogam a vigência.",
    (
        *OF_AGREEMENT,
        Field("sequencia", "Sequência", "Primeiro, segundo… termo aditivo do acordo.", "integer"),
        Field("data_pedido", "Data do pedido", "Dia em que a prorrogação foi pedida.", "date"),
        Field("data_assinatura", "Data da assinatura", "Dia da última assinatura.", "date"),
        Field("fim_anterior", "Fim anterior", "Último dia de vigência antes do termo.", "date"),
        Field("novo_fim", "Novo fim", "Último dia de vigência depois do termo.", "date"),
        Field("data_publicacao", "Data da publicação", "Dia em que saiu no diário.", "date"),
        Field("pagina", "Página", "Página do diário."),
        Field("codigo_materia", "Código da matéria", "Código da matéria no diário."),
        Field("url_publicacao", "Endereço da publicação", "Onde ler a publicação."),
    ),
    key=("id_acordo", "sequencia"),
)
PUBLICATIONS = Resource(
    "publicacoes",
    "Publicações",
    "Cada vez que o extrato de um acordo saiu em um diário oficial ou no PNCP.",
    (
        *OF_AGREEMENT,
        Field("veiculo", "Veículo", "Diário do Estado, do partícipe, ou PNCP.", is_required=True),
        Field(
            "ordem",
            "Ordem",
            "Primeira vez que saiu ali, segunda… A primeira é a que conta para as datas.",
            "integer",
            is_required=True,
        ),
        Field("especie", "Espécie", "Publicação, Retificação ou Republicação."),
        Field(
            "corrige_data",
            "Publicação corrigida",
            "Dia da publicação que esta corrige; vazio na primeira.",
            "date",
        ),
        Field("diario", "Diário", "Nome do diário."),
        Field("data", "Data", "Dia da publicação.", "date"),
        Field("edicao", "Edição", "Número da edição."),
        Field("pagina", "Página", "Página do diário."),
        Field(
            "codigo_materia", "Código da matéria", "Código no diário; no PNCP, número de controle."
        ),
        Field("url", "Endereço", "Onde ler a publicação."),
    ),
    key=("id_acordo", "veiculo", "ordem"),
)
DELIVERIES = Resource(
    "entregas",
    "Entregas do código",
    "Versões do código-fonte entregues a cada partícipe. Não há endereço para baixar.",
    (
        *OF_AGREEMENT,
        Field(
            "id_entrega", "Identificador da entrega", "Código único da entrega.", is_required=True
        ),
        Field("versao", "Versão", "Versão do sistema entregue."),
        Field("data_entrega", "Data da entrega", "Dia em que a CGE-MG entregou o código.", "date"),
        Field(
            "data_recebimento",
            "Data do recebimento",
            "Dia em que o partícipe confirmou o que recebeu; vazio enquanto não confirma.",
            "date",
        ),
    ),
    key=("id_entrega",),
)
REPORTS = Resource(
    "relatorios_anuais",
    "Relatórios anuais",
    "Os dois relatórios de cada ano de acordo, um da CGE-MG e um do partícipe.",
    (
        *OF_AGREEMENT,
        Field("ciclo", "Ciclo", "Primeiro, segundo… ano do acordo.", "integer", is_required=True),
        Field("parte", "Parte", "Quem relata: CGE-MG ou Partícipe.", is_required=True),
        Field("inicio_periodo", "Início do período", "Primeiro dia relatado.", "date"),
        Field("fim_periodo", "Fim do período", "Último dia relatado.", "date"),
        Field("prazo", "Prazo", "Último dia para enviar.", "date"),
        Field("data_envio", "Data do envio", "Dia do envio; vazio enquanto não é enviado.", "date"),
        Field("situacao", "Situação", "A enviar, Em atraso, Enviado ou Aceito, no dia da geração."),
        Field("melhorias", "Melhorias", "Quantas melhorias o relatório aceito contou.", "integer"),
    ),
    key=("id_acordo", "ciclo", "parte"),
)
IMPROVEMENTS = Resource(
    "melhorias",
    "Melhorias",
    "Mudanças no código-fonte contadas nos relatórios anuais e aceitas.",
    (
        Field("id_melhoria", "Identificador", "Código único da melhoria.", is_required=True),
        *OF_AGREEMENT,
        Field("credito", "Crédito", "Quem fez.", is_free=True),
        Field("titulo", "Título", "O que mudou.", is_free=True),
        Field("motivo", "Motivo", "Por que mudou.", is_free=True),
        Field("modulo", "Módulo", "Parte do sistema que mudou."),
        Field("tipo", "Tipo", "Correção, funcionalidade, segurança ou integração."),
        Field("licenca", "Licença", "Condições de uso da melhoria."),
        Field("url_codigo", "Endereço do código", "Onde ler o código; vazio se não foi informado."),
        Field("data_aceite", "Data do aceite", "Dia em que a melhoria foi aceita.", "date"),
    ),
    key=("id_melhoria",),
)
RESOURCES = (AGREEMENTS, AMENDMENTS, PUBLICATIONS, DELIVERIES, REPORTS, IMPROVEMENTS)
