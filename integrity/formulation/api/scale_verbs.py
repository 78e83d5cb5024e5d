"""The scale of risks and the presets of scale and method, with the services of the pages."""

from typing import Any

from access.openapi import Told
from access.verbs import Wish, verb
from integrity.formulation.api.described import REGISTERS, RISKS
from integrity.formulation.api.register_verbs import own_method
from integrity.formulation.api.risk_reading import kept_by
from integrity.formulation.rules.methods import PRESETS as METHODS
from integrity.formulation.rules.risk_scales import PRESETS as SCALES
from integrity.formulation.services.methods import write_method
from integrity.formulation.services.risk_scales import write_risk_scale
from integrity.formulation.web.forms.methods import PresetForm as MethodPresetForm
from integrity.formulation.web.forms.risk_scale import PresetForm as ScalePresetForm
from integrity.formulation.web.forms.risk_scale import RiskScaleForm


def scale_form(wish: Wish, data: Any, files: Any) -> RiskScaleForm:
    """With a cell for every pair of the scale in force."""
    return RiskScaleForm(data, current=kept_by(wish.actor).scale)


@verb(
    Told(
        "gravar_escala_de_riscos",
        "Grava a escala dos riscos",
        "Inteira, com as células da matriz. Leia-a antes: o ETag diz o que se leu.",
        group=RISKS,
    ),
    page="formulation:risk_scale",
    form=RiskScaleForm,
    make=scale_form,
    find=kept_by,
    versioned="version",
)
def save_scale(wish: Wish) -> object:
    return write_risk_scale(
        actor=wish.actor, scale=wish.form.scale(), version=wish.given["version"], at=wish.at
    )


@verb(
    Told(
        "usar_modelo_de_escala",
        "Troca a escala dos riscos por um modelo",
        "O ETag é o da escala em vigor.",
        group=RISKS,
    ),
    page="formulation:use_risk_preset",
    form=ScalePresetForm,
    find=kept_by,
    versioned="version",
)
def use_scale(wish: Wish) -> object:
    return write_risk_scale(
        actor=wish.actor,
        scale=SCALES[wish.given["preset"]],
        version=wish.given["version"],
        at=wish.at,
    )


def method_preset(wish: Wish, data: Any, files: Any) -> MethodPresetForm:
    """Only for who keeps the method of the whole organisation."""
    own_method(wish, data, files)
    return MethodPresetForm(data)


@verb(
    Told(
        "usar_modelo_de_metodo",
        "Troca o método por um modelo",
        "O ETag é o do método em vigor.",
        group=REGISTERS,
    ),
    page="formulation:use_preset",
    form=MethodPresetForm,
    make=method_preset,
    versioned="version",
)
def use_method(wish: Wish) -> object:
    return write_method(
        actor=wish.actor,
        method=METHODS[wish.given["preset"]].method,
        version=wish.given["version"],
        at=wish.at,
    )
