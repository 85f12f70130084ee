"""Who calls the API: a program with a token, or a person with a session in the browser."""

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer, SessionAuth

from .models import Token


class TokenAuth(HttpBearer):
    """Let in programs that send `Authorization: Bearer token_…`."""

    def authenticate(self, request: HttpRequest, token: str):
        """Return the owner of the token, as whom the request then acts; else answer 401."""
        found = Token.objects.valid().matching(token).select_related("user").first()
        if found is None:
            raise AuthenticationError(message="The token is unknown, revoked or expired.")
        request.user = found.user
        return found.user


def anybody(request):
    """Let in everybody: those who say who they are, and after them those who do not."""
    return True


# Everybody may come, and with a token or a session sees what its owner may see.
public = [TokenAuth(), anybody]

# A session counts only together with the CSRF token: other sites can send its cookie too.
authenticated = [TokenAuth(), SessionAuth(csrf=True)]
