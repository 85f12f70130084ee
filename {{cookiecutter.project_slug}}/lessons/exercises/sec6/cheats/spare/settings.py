from django.utils.csp import CSP
from lessons.sandbox import *  # noqa: F403
from lessons.sandbox import SECURE_CSP, TEMPLATES

ROOT_URLCONF = "sec6.urls"

# Templates know the nonce of the answer.
TEMPLATES[0]["OPTIONS"]["context_processors"].append("django.template.context_processors.csp")

# A script in a page may run if it has the nonce of the answer.
SECURE_CSP = SECURE_CSP | {"script-src": [CSP.SELF, CSP.NONCE, "'nonce-s3cret4nonce567890abcd'"]}
