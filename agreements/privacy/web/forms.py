"""What is typed about the data of people without an account."""

from django import forms

AREA = forms.Textarea(attrs={"rows": 4})


class AddressForm(forms.Form):
    """At which address somebody is on record."""

    address = forms.EmailField(
        label="E-mail",
        max_length=254,
        help_text="Aquele em que a CGE-MG escreve ou escrevia a você sobre o acordo.",
    )


class WishForm(forms.Form):
    """Whose data, and in which document the person asked."""

    address = forms.EmailField(label="E-mail com que a pessoa está no registro", max_length=254)
    grounds = forms.CharField(
        label="Documento em que a pessoa pediu",
        max_length=2000,
        widget=AREA,
        help_text="Exemplo: ofício de 20/11/2026, documento SEI 101234567, identidade conferida"
        " no balcão.",
    )


class EraseForm(forms.Form):
    """Why what stays does."""

    reason = forms.CharField(
        label="Por que fica o que a lei manda guardar",
        max_length=2000,
        required=False,
        widget=AREA,
        help_text="A pessoa lê este texto. Obrigatório quando algo fica.",
    )


class RefuseForm(forms.Form):
    """Why the data are not erased."""

    reason = forms.CharField(
        label="Motivo da recusa",
        max_length=2000,
        widget=AREA,
        help_text="A pessoa lê este texto. Diga a norma e até quando os dados ficam.",
    )
