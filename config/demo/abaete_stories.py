"""How those 18 actions have gone: every light of the semaphore, one-off and continuous."""

from decimal import Decimal

from config.demo.stories import Report, Story
from integrity.execution.rules import Kind

ONE_OFF, CONTINUOUS = Kind.ONE_OFF, Kind.CONTINUOUS
PROCESS, NORM, AWARENESS, TRAINING = "Processo", "Normativo", "Sensibilização", "Formação"
SARA = ("Sara Exemplo Antunes", "D-0001")
TITO = ("Tito Exemplo Guedes", "D-0002")
ULISSES = ("Ulisses Exemplo Reis", "D-0003")

STORIES = (
    Story(
        "1.1",
        ONE_OFF,
        (NORM,),
        start=240,
        end=180,
        classified=250,
        reports=(
            Report(220, 60, "Minuta do decreto redigida e discutida com as secretarias."),
            Report(185, 100, "Decreto publicado e membros do comitê designados."),
        ),
        is_done=True,
    ),
    Story(
        "1.2",
        ONE_OFF,
        (AWARENESS,),
        start=235,
        end=200,
        classified=250,
        reports=(Report(205, 100, "Carta assinada, publicada no site e lida aos servidores."),),
        is_done=True,
    ),
    Story(
        "1.3",
        CONTINUOUS,
        (PROCESS,),
        start=180,
        classified=200,
        reports=(
            Report(60, 40, "Quatro reuniões realizadas, com ata e encaminhamentos."),
            Report(5, 50, "Quinta reunião: o secretariado discutiu as ações em atraso."),
        ),
    ),
    Story(
        "2.1",
        ONE_OFF,
        (NORM, AWARENESS),
        start=100,
        end=-90,
        responsible=SARA,
        budget=Decimal("8500.00"),
        reports=(
            Report(70, 20, "Levantamento das normas em vigor e de códigos de outros municípios."),
            Report(15, 45, "Minuta em consulta interna, com 63 sugestões recebidas."),
        ),
    ),
    Story(
        "2.2",
        CONTINUOUS,
        (TRAINING,),
        start=150,
        responsible=SARA,
        budget=Decimal("12000.00"),
        reports=(Report(41, 30, "Duas turmas concluídas, 58 servidores capacitados."),),
    ),
    Story("2.3", ONE_OFF, (NORM,), start=-25, end=-120),
    Story(
        "2.4",
        ONE_OFF,
        (PROCESS,),
        start=160,
        end=60,
        budget=Decimal("30000.00"),
        reports=(Report(120, 10, "Pesquisa de preços iniciada.", ("Falta de orçamento",)),),
        abandoned="O orçamento foi remanejado para o atendimento às chuvas. A pesquisa será"
        " proposta de novo no próximo plano, feita pela própria equipe.",
    ),
    Story(
        "3.1",
        CONTINUOUS,
        (PROCESS,),
        start=190,
        responsible=TITO,
        reports=(
            Report(90, 50, "Receitas, despesas e folha publicadas em dados abertos."),
            Report(9, 70, "Contratos e convênios passaram a ser publicados toda semana."),
        ),
    ),
    Story(
        "3.2",
        ONE_OFF,
        (AWARENESS,),
        start=80,
        end=-12,
        reports=(
            Report(
                20,
                75,
                "Serviços descritos por 9 das 11 secretarias.",
            ),
        ),
    ),
    Story(
        "3.3",
        ONE_OFF,
        (PROCESS,),
        start=140,
        end=20,
        budget=Decimal("5400.00"),
        reports=(
            Report(
                50,
                35,
                "Dados reunidos; o painel depende de ajuste no sistema da ouvidoria.",
                ("Dependência de outra unidade ou órgão", "Falta de sistema ou equipamento"),
            ),
        ),
    ),
    Story("3.4", ONE_OFF, (AWARENESS,), start=-40, end=-60),
    Story(
        "4.1",
        ONE_OFF,
        (PROCESS,),
        start=95,
        end=-18,
        responsible=ULISSES,
        reports=(
            Report(35, 50, "Etapas de planejamento e seleção mapeadas.", ("Falta de pessoal",)),
        ),
    ),
    Story("4.2", ONE_OFF, (PROCESS,), start=30, end=-45),
    Story("4.3", ONE_OFF, (NORM,), start=-10, end=-100, responsible=TITO),
    Story(
        "4.4",
        CONTINUOUS,
        (PROCESS,),
        start=170,
        reports=(Report(76, 40, "Conferência de três meses sem diferenças relevantes."),),
    ),
    Story(
        "5.1",
        ONE_OFF,
        (NORM,),
        start=150,
        end=90,
        responsible=ULISSES,
        reports=(Report(95, 100, "Modelo de edital revisto e em uso desde a publicação."),),
        is_done=True,
    ),
    Story(
        "5.3",
        ONE_OFF,
        (TRAINING, PROCESS),
        start=60,
        end=-60,
        reports=(Report(12, 40, "Portaria de rodízio publicada; primeira turma formada."),),
    ),
)
