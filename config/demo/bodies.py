"""The six organisations of the demonstration: real names of four towns, all else invented."""

from dataclasses import dataclass
from datetime import date

from stdnum.br import cnpj

from agreements.registry.values import Applicant, Head, Person
from config.demo.mark import address
from config.demo.people import Invented
from foundation import municipalities
from foundation.identifiers import sei_mg_check_digits
from tenants.rules import Nature


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as it presents itself in its request."""

    key: str
    name: str
    state: str
    nature: Nature
    root: str  # the first twelve characters of its CNPJ
    head: Invented
    focal: Invented
    technical: Invented
    justification: str
    acronym: str = ""
    act: str = "Termo de posse nº 1 (documento de demonstração)"

    @property
    def cnpj(self) -> str:
        """A CNPJ that nobody has, with the check digits that it would have."""
        return f"{self.root}{cnpj.calc_check_digits(self.root)}"

    @property
    def number(self) -> int:
        """Which of the six it is."""
        return BODIES.index(self) + 1

    @property
    def partner(self) -> str:
        """How people call it."""
        return f"Prefeitura de {self.name}" if self.nature.is_municipality else self.name

    def applicant(self) -> Applicant:
        """Who asks."""
        place = next(
            (each for each in municipalities.of_state(self.state) if each.name == self.name), None
        )
        is_town = self.nature.is_municipality
        return Applicant(
            nature=self.nature,
            cnpj=self.cnpj,
            email=address(f"contato.{self.key}"),
            ibge_code=place.ibge_code if place and is_town else "",
            name="" if is_town else self.name,
            acronym=self.acronym,
            state="" if is_town else self.state,
        )

    def head_since(self, first: date) -> Head:
        """Who heads it, in office on a day and for the three years that follow."""
        start, end = mandate(first)
        return Head(
            name=self.head.name,
            post=self.head.post,
            act=self.act,
            mandate_start=start,
            mandate_end=end,
        )

    def sei_number(self, year: int) -> str:
        """A process number with the right check digits and a sequence that is far from in use."""
        parts = ("1520", "01", f"{9_999_000 + self.number:07d}", str(year))
        return f"{parts[0]}.{parts[1]}.{parts[2]}/{parts[3]}-{sei_mg_check_digits(*parts)}"


def mandate(day: date) -> tuple[date, date]:
    """A mandate of four years that holds a day in its first."""
    return date(day.year, 1, 1), date(day.year + 3, 12, 31)


def contact(person: Invented) -> Person:
    """A person as a contact."""
    return Person(name=person.name, email=person.email, phone="(31) 0000-0000", post=person.post)


ABAETE = Body(
    key="abaete",
    name="Abaeté",
    state="MG",
    nature=Nature.MUNICIPALITY_MG,
    root="999999010001",
    head=Invented("prefeita.abaete", "Ana Exemplo da Silva", "Prefeita Municipal"),
    focal=Invented("administracao.abaete", "Bento Exemplo Moreira", "Controlador Municipal"),
    technical=Invented("ti.abaete", "Célia Exemplo Tavares", "Chefe de Tecnologia da Informação"),
    justification="O município criou sua controladoria há pouco e acompanha as ações de integridade"
    " em planilhas que cada secretaria mantém a seu modo. Com o SisPMPI, quer reunir o plano em um"
    " só lugar, dar responsável e prazo a cada ação e prestar contas à população.",
)
DIAMANTINA = Body(
    key="diamantina",
    name="Diamantina",
    state="MG",
    nature=Nature.MUNICIPALITY_MG,
    root="999999020001",
    head=Invented("prefeito.diamantina", "Davi Exemplo Nogueira", "Prefeito Municipal"),
    focal=Invented("administracao.diamantina", "Elisa Exemplo Prado", "Controladora-Geral"),
    technical=Invented("ti.diamantina", "Fábio Exemplo Lemos", "Analista de Sistemas"),
    justification="A prefeitura prepara o seu primeiro plano de integridade e quer elaborá-lo já no"
    " sistema, com a participação das secretarias, em vez de reunir versões de arquivos.",
)
CARANDAI = Body(
    key="carandai",
    name="Carandaí",
    state="MG",
    nature=Nature.MUNICIPALITY_MG,
    root="999999030001",
    head=Invented("prefeita.carandai", "Glória Exemplo Batista", "Prefeita Municipal"),
    focal=Invented("administracao.carandai", "Hugo Exemplo Fontes", "Chefe de Gabinete"),
    technical=Invented("ti.carandai", "Iara Exemplo Campos", "Coordenadora de Informática"),
    justification="O município tem plano de integridade aprovado e precisa de uma ferramenta para"
    " acompanhar a execução e responder às recomendações do controle interno.",
)
CASTRO = Body(
    key="castro",
    name="Castro",
    state="PR",
    nature=Nature.MUNICIPALITY,
    root="999999040001",
    head=Invented("prefeito.castro", "João Exemplo Vieira", "Prefeito Municipal"),
    focal=Invented("administracao.castro", "Kátia Exemplo Rocha", "Controladora Interna"),
    technical=Invented("ti.castro", "Lauro Exemplo Dias", "Diretor de Tecnologia"),
    justification="Conhecemos o sistema em um encontro de controladorias e queremos usá-lo no"
    " Paraná, com a intenção de devolver à rede as adaptações que fizermos.",
)
FOUNDATION = Body(
    key="fundacao",
    name="Fundação Estadual Exemplo do Cerrado",
    acronym="FEEC",
    state="MG",
    nature=Nature.BODY,
    root="DEMO00050001",
    head=Invented("presidencia.fundacao", "Marta Exemplo Queiroz", "Presidente"),
    focal=Invented("administracao.fundacao", "Nilo Exemplo Barros", "Assessor de Integridade"),
    technical=Invented("ti.fundacao", "Olga Exemplo Pires", "Gerente de Tecnologia"),
    justification="A fundação participa do Plano Mineiro de Promoção da Integridade e quer gerir o"
    " seu plano específico com o mesmo sistema usado pelos demais órgãos do Estado.",
    act="Ato de nomeação (documento de demonstração)",
)
INSTITUTE = Body(
    key="instituto",
    name="Instituto Federal Exemplo",
    acronym="IFEX",
    state="MG",
    nature=Nature.FEDERAL,
    root="DEMO00060001",
    head=Invented("reitoria.instituto", "Paulo Exemplo Ribas", "Reitor"),
    focal=Invented("administracao.instituto", "Quitéria Exemplo Maia", "Chefe da Auditoria"),
    technical=Invented("ti.instituto", "Rui Exemplo Sales", "Diretor de Tecnologia"),
    justification="O instituto revê o seu programa de integridade e deseja avaliar o SisPMPI como"
    " ferramenta comum aos seus campi.",
    act="Decreto de nomeação (documento de demonstração)",
)
BODIES: tuple[Body, ...] = (ABAETE, DIAMANTINA, CARANDAI, CASTRO, FOUNDATION, INSTITUTE)
