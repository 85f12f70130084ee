"""Who calls the API: a program with a token, or a person with a session in the browser."""

from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer, SessionAuth

from core.api import is_api
from core.limits import SAFE_METHODS

from .models import Token


class TokenMiddleware(MiddlewareMixin):
    """Find the token of a call of the API, so that the call counts for the owner's limit."""

    def process_request(self, request):
        """Set `request.token`; what sends an unknown token is counted by address."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if is_api(request) and scheme.lower() == TokenAuth.openapi_scheme:
            request.token = Token.objects.valid().matching(secret).select_related("user").first()


class TokenAuth(HttpBearer):
    """Let in programs that send `Authorization: Bearer token_…`."""

    def authenticate(self, request: HttpRequest, token: str):
        """Return the owner of the token, as whom the request then acts; else answer 401."""
        found = getattr(request, "token", None)
        if found is None:
            raise AuthenticationError(message="The token is unknown, revoked or expired.")
        if found.scope == Token.Scope.READ and request.method not in SAFE_METHODS:
            raise HttpError(403, "This token may only read. Create one that may write, too.")
        request.user = found.user
        return found.user


def anybody(request):
    """Let in everybody: those who say who they are, and after them those who do not."""
    return True


# Everybody may come, and with a token or a session sees what its owner may see.
public = [TokenAuth(), anybody]

# A session counts only together with the CSRF token: other sites can send its cookie too.
authenticated = [TokenAuth(), SessionAuth(csrf=True)]
