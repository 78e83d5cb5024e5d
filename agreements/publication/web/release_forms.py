"""What DTIC types about a version of the code."""

from typing import Any

from django import forms

from agreements.publication.models import Release
from agreements.publication.releases import CODE_PACKAGE, ReleaseFacts
from documents.forms import UploadField
from foundation.fields import TextLine
from ui.widgets import DateInput


class ReleaseForm(forms.Form):
    """A version with its package; the revision tells whether somebody else saved in between."""

    version = TextLine(label="Versão", max_length=40, help_text="Exemplo: 2.4.1 ou 2.5.0-rc.1.")
    notes = forms.CharField(
        label="O que muda",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="O partícipe lê isto antes de instalar: novidades, correções e cuidados.",
    )
    licence = forms.CharField(
        label="Licença",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="O texto completo, ou o nome da licença e onde ele se lê.",
    )
    is_mandatory = forms.BooleanField(label="De instalação obrigatória", required=False)
    is_security = forms.BooleanField(label="Corrige falha de segurança", required=False)
    supported_until = forms.DateField(
        label="Suporte até",
        widget=DateInput(),
        required=False,
        help_text="Em branco: enquanto a versão for a mais nova.",
    )
    package = UploadField(label="Pacote do código em ZIP", purpose=CODE_PACKAGE)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            self.fields["package"].required = False
            self.fields["package"].help_text += " Em branco: fica o pacote já enviado."

    @staticmethod
    def initial_of(release: Release) -> dict[str, Any]:
        """What the catalogue holds now."""
        named = ReleaseFacts.__dataclass_fields__
        return {name: getattr(release, name) for name in (*named, "revision")}

    def clean_version(self) -> Any:
        """A leading v is how people write it, not part of the version."""
        return self.cleaned_data["version"].strip().lstrip("vV")

    def facts(self) -> ReleaseFacts:
        """What was typed, without the file."""
        named = ReleaseFacts.__dataclass_fields__
        return ReleaseFacts(**{name: self.cleaned_data[name] for name in named})


class WithdrawalForm(forms.Form):
    """Why a version is handed out no more."""

    reason = forms.CharField(
        label="Motivo da retirada", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
