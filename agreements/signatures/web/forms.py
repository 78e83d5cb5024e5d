"""What is typed to have signatures read, and to trust a root."""

from django import forms

from documents.forms import UploadField
from documents.rules import SIGNED_DOCUMENT
from foundation.fields import TextLine


class LinkForm(forms.Form):
    """Which document of SEI."""

    number = TextLine(
        label="Número do documento no SEI",
        max_length=50,
        help_text="Só números, como 98765432. O documento precisa trazer no campo SHA256 a"
        " identificação do texto mostrada acima.",
    )


class SignedPdfForm(forms.Form):
    """The PDF with its signatures in it."""

    file = UploadField(
        label="PDF assinado",
        purpose=SIGNED_DOCUMENT,
        help_text="O PDF da minuta aceita, como saiu do assinador. Não imprima nem salve de novo.",
    )


class RootForm(forms.Form):
    """A root, and the fingerprint as its issuer publishes it."""

    certificate = forms.CharField(
        label="Certificado da raiz",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Em texto (PEM), de BEGIN CERTIFICATE a END CERTIFICATE.",
    )
    typed = TextLine(
        label="Impressão digital SHA-256",
        max_length=200,
        help_text="Copie da página oficial do emissor, e não do próprio certificado.",
    )
    source = TextLine(
        label="Onde a impressão digital foi conferida",
        max_length=300,
        help_text="Exemplo: repositório do ITI, consultado em 23/11/2026.",
    )


class WithdrawForm(forms.Form):
    """Why a root is trusted no longer."""

    reason = forms.CharField(
        label="Motivo", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ListAddress(TextLine):
    """Where an authority publishes its list."""

    def __init__(self) -> None:
        super().__init__(
            label="Endereço da lista de revogados",
            max_length=500,
            required=False,
            help_text="Como a autoridade o publica. O sistema busca a lista só neste endereço, uma"
            " vez por dia. Em branco, a lista é enviada à mão.",
        )


class AuthorityForm(forms.Form):
    """An authority under a root."""

    certificate = forms.CharField(
        label="Certificado da autoridade",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Em texto (PEM). Inclua a própria raiz e cada autoridade abaixo dela.",
    )
    address = ListAddress()


class AddressForm(forms.Form):
    """Where the list is asked for."""

    address = ListAddress()


class ListForm(forms.Form):
    """A list that somebody downloaded."""

    file = forms.FileField(
        label="Lista de certificados revogados",
        help_text="O arquivo .crl baixado da página da autoridade, de até 16 MB. A assinatura da"
        " lista é conferida.",
    )


class PolicyForm(forms.Form):
    """What becomes of a signature that could not be looked up."""

    is_binding = forms.BooleanField(
        label="Recusar o PDF quando a revogação não puder ser consultada",
        required=False,
        help_text="Desmarcado, o PDF é aceito e a página avisa que a revogação não foi consultada.",
    )
    reason = forms.CharField(
        label="Motivo", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
