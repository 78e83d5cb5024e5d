"""How an organisation works with its plans, as data: presets to start from, and what may vary.

The thresholds of SisPMPI's semaphore are rows P76 and P77; the five axes of Pernambuco are those
of its Decreto 54.436/2023, the axes of the federal manual those of CGU's manual of 2017.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Any

from django.db.models import TextChoices

from integrity.formulation.rules.asked import Asked
from integrity.formulation.rules.planning import Frequency

LONGEST_WORD = 30
WORDS = ("registration", "process")  # what each organisation calls its own way
LONGEST_AXIS = 255
MOST_AXES = 20
MOST_DAYS = 365

Faults = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Method:
    """What may vary from organisation to organisation; days are calendar days.

    A one-off action is green with `green_from` days left or more; a continuous one is yellow
    after `stale_after` days of silence and red after `forgotten_after`. `axes` are offered to a
    plan that has none, `check_in` to an action that is written anew. `asks` names what a plan
    says of each action before it is sent to be approved. With `needs_evidence` an action is
    completed only with evidence; with `reasoned_days` its days are changed only with a reason.
    """

    preset: str = "mg"
    registration: str = "Matrícula"
    process: str = "Processo"
    green_from: int = 30
    stale_after: int = 30
    forgotten_after: int = 60
    needs_evidence: bool = False
    axes: tuple[str, ...] = ()
    check_in: str = ""
    asks: tuple[str, ...] = ()
    reasoned_days: bool = False

    def as_json(self) -> dict[str, Any]:
        """The method in JSON's own types."""
        return {**asdict(self), "axes": list(self.axes), "asks": list(self.asks)}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Method:
        """The method again; what a later release added keeps its default."""
        known = {name: body[name] for name in cls.__dataclass_fields__ if name in body}
        lists = {name: tuple(known.get(name, ())) for name in ("axes", "asks")}
        return cls(**{**known, **lists})

    def told(self) -> dict[str, str]:
        """The method in words, by what the page calls each part."""
        preset = PRESETS.get(self.preset)
        return {
            "Método de partida": preset.title if preset else self.preset,
            "Nome da matrícula": self.registration,
            "Nome do processo": self.process,
            "Verde com pelo menos": f"{self.green_from} dias",
            "Amarelo depois de": f"{self.stale_after} dias sem registro",
            "Vermelho depois de": f"{self.forgotten_after} dias sem registro",
            "Concluir exige evidência": "Sim" if self.needs_evidence else "Não",
            "Mudar o prazo exige motivo": "Sim" if self.reasoned_days else "Não",
            "Acompanhamento proposto": _label(Frequency, self.check_in),
            "O que o plano diz de cada ação": "; ".join(_label(Asked, each) for each in self.asks),
            "Eixos oferecidos": "; ".join(self.axes),
        }


def proposed(method: Method) -> dict[str, str]:
    """What a new action says where nobody says otherwise, by field; only what the method sets."""
    return {"check_in": method.check_in} if method.check_in else {}


def _label(among: type[TextChoices], value: str) -> str:
    """What a value is called; itself, where a later release does not know it any more."""
    return str(among(value).label) if value in among.values else value


@dataclass(frozen=True, slots=True)
class Preset:
    """A method to start from."""

    title: str
    text: str
    method: Method


MINAS = Method(preset="mg", registration="Masp", process="Processo SEI")
DATED = (Asked.START.value, Asked.END.value)
PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "mg": Preset(
            "Minas Gerais (SisPMPI)",
            "Vocabulário e semáforo do SisPMPI; os eixos vêm do diagnóstico de cada órgão, e é ele"
            " quem decide o que dizer das ações.",
            MINAS,
        ),
        "municipality": Preset(
            "Município",
            "O mesmo semáforo, com “Matrícula” e quatro eixos para começar.",
            replace(
                MINAS,
                preset="municipality",
                registration="Matrícula",
                process="Processo",
                axes=("Ética", "Transparência", "Responsabilização", "Gestão de riscos"),
            ),
        ),
        "pe": Preset(
            "Pernambuco",
            "Os cinco eixos do Decreto 54.436/2023; propõe acompanhamento trimestral e pede prazo e"
            " responsável em cada ação.",
            replace(
                MINAS,
                preset="pe",
                registration="Matrícula",
                check_in=Frequency.QUARTERLY.value,
                asks=(*DATED, Asked.RESPONSIBLE.value),
                reasoned_days=True,
                axes=(
                    "Comprometimento e apoio da alta administração",
                    "Unidade responsável",
                    "Análise de riscos",
                    "Unidades e instrumentos de integridade",
                    "Monitoramento contínuo e avaliação",
                ),
            ),
        ),
        "federal": Preset(
            "Federal",
            "Os eixos do manual da CGU; propõe acompanhamento semestral, pede prazo, responsável e"
            " evidência esperada em cada ação, e só a conclui com evidência.",
            replace(
                MINAS,
                preset="federal",
                registration="Matrícula Siape",
                needs_evidence=True,
                check_in=Frequency.HALF_YEARLY.value,
                asks=(*DATED, Asked.RESPONSIBLE.value, Asked.EVIDENCE.value),
                reasoned_days=True,
                axes=(
                    "Comprometimento e apoio da alta direção",
                    "Instância responsável",
                    "Análise de riscos",
                    "Monitoramento contínuo",
                ),
            ),
        ),
    }
)
UNSAID = Method()


def method_faults(method: Method) -> Faults:
    """What a method lacks or contradicts, by field."""
    faults: Faults = {}
    if method.preset not in PRESETS:
        faults["preset"] = ["Escolha um dos métodos."]
    for name in WORDS:
        if not getattr(method, name).strip() or len(getattr(method, name)) > LONGEST_WORD:
            faults[name] = [f"Escreva uma palavra de até {LONGEST_WORD} letras."]
    for name in ("green_from", "stale_after", "forgotten_after"):
        if not 1 <= getattr(method, name) <= MOST_DAYS:
            faults[name] = [f"Use de 1 a {MOST_DAYS} dias."]
    if "forgotten_after" not in faults and method.forgotten_after <= method.stale_after:
        faults["forgotten_after"] = ["O vermelho vem depois do amarelo."]
    faults |= _action_faults(method)
    if fault := _axes_fault(method.axes):
        faults["axes"] = [fault]
    return faults


def _action_faults(method: Method) -> Faults:
    faults: Faults = {}
    if method.check_in and method.check_in not in Frequency.values:
        faults["check_in"] = ["Escolha uma das frequências."]
    if not set(method.asks) <= set(Asked.values) or len(set(method.asks)) < len(method.asks):
        faults["asks"] = ["Escolha entre as partes oferecidas, cada uma uma vez."]
    return faults


def _axes_fault(axes: Sequence[str]) -> str:
    if len(axes) > MOST_AXES:
        return f"Ofereça até {MOST_AXES} eixos."
    if any(not axis.strip() or len(axis) > LONGEST_AXIS for axis in axes):
        return f"Cada eixo tem até {LONGEST_AXIS} letras."
    if len({axis.casefold() for axis in axes}) < len(axes):
        return "Há eixos repetidos."
    return ""
