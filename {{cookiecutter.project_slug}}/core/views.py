from django.conf import settings
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.generic import TemplateView


class LanguageView(TemplateView):
    """Choose the language of the site; Django's `set_language` keeps the choice in a cookie."""

    template_name = "core/language.html"

    def get_context_data(self, **kwargs):
        """Add the languages, and the page to go back to, which `set_language` checks."""
        back = self.request.headers.get("Referer", "")
        return super().get_context_data(languages=settings.LANGUAGES, next=back, **kwargs)


def favicon(request):
    """Send browsers that ask for /favicon.ico to the icon of the site."""
    return redirect(static("core/icon.svg"))
