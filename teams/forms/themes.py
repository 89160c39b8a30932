"""How the site may look."""

from django import forms


class ThemeForm(forms.Form):
    """Light, dark, or as the system has it. Its buttons stand in the header's menu."""

    SYSTEM = "system"

    theme = forms.ChoiceField(choices=[(name, name) for name in ("light", "dark", SYSTEM)])
