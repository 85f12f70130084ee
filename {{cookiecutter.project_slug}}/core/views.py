from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView


class LanguageView(TemplateView):
    """Choose the language of the site; Django's `set_language` keeps the choice in a cookie."""

    template_name = "core/language.html"

    def get_context_data(self, **kwargs):
        """Add the languages, and the page to go back to, which `set_language` checks."""
        back = self.request.headers.get("Referer", "")
        return super().get_context_data(languages=settings.LANGUAGES, next=back, **kwargs)


def security_txt(request):
    """Tell people where to report a security problem (RFC 9116)."""
    expires = timezone.now() + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def web_manifest(request):
    """Tell browsers the name, icon and colours of the site when it is put on a home screen."""
    manifest = {
        "name": settings.SITE_NAME,
        "description": settings.SITE_DESCRIPTION,
        "start_url": reverse("home"),
        "display": "standalone",
        "background_color": "#fbfaf7",
        "theme_color": "#0b4d38",
        "icons": [{"src": static("core/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


def favicon(request):
    """Send browsers that ask for /favicon.ico to the icon of the site."""
    return redirect(static("core/icon.svg"))
