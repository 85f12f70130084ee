"""
A browser looks at every page of a project, served as in production.

BROWSER_PATH names the browser, where it is not one that is found by name. Each process of
pytest has one server, one browser, and a tab for each person: a new one would be slower. Each
page is loaded once for all tests about it.
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import (
    Seen,
    barriers,
    launch,
    on,
    show,
    sign_in,
    stale_form,
    table_gone,
    tag_without_address,
    then,
    way,
)
from tests.serving import PASSWORD, Site

DESKTOP, PHONE, SMALL_PHONE = 1280, 390, 320  # pixels
TITLE = "The kettle that came back"
PUBLISHED = "tr:has-text('published') a"
YEAR = re.compile(r"^\s*20\d\d\s*$")

post = way("/blog/", f"text={TITLE}")
comment = way("/blog/", f"text={TITLE}", body="With htmx.", press="Send")
bad_comment = way("/blog/", f"text={TITLE}", body=" ", press="Send")
bad_post = way("/blog/new/", title="x", body=" ", tags="x" * 41, slug="no slug!", press="Save")
bad_login = way("/accounts/login/", login="nobody@example.com", password="wrong", press="Sign in")
bad_signup = way(
    "/accounts/signup/", name="x", email="x@example.com", password1="1", password2="2", press="Sign"
)
filled = way("/shop/products/bicycle-patches/", press="Add to basket")
address = {"name": "Carl", "street": "Mill Lane 4", "postcode": "8400", "country": "Switzerland"}
checkout = then(filled, on("text=Check out"))
bad_checkout = then(checkout, on(**address, city=" ", press="Order for"))
ordered = then(checkout, on(**address, city="Winterthur", press="Order for"))
valid = {"sandbox-expires": "12/99"}
bad_card = then(ordered, on(**valid, **{"sandbox-number": "4242"}, press="Pay by card"))
declined = then(ordered, on(**valid, **{"sandbox-number": "4000000000000002"}, press="Pay by card"))
paid = then(ordered, on(**valid, **{"sandbox-number": "4242424242424242"}, press="Pay by card"))
bad_note = way("/social/", "summary", text=" ", press="Publish")
confirmed = way("/accounts/delete/", password=PASSWORD, press="Confirm")


def sure(path):
    """Return how to get to a page that asks for the password once more."""
    return then(way("/accounts/reauthenticate/", password=PASSWORD, press="Confirm"), way(path))


# Name: who looks, what they read there, how they get there. A name that is a number is a status.
OWN_PAGES = {
    "home": (None, "Latest posts", way("/")),
    "home-signed-in": ("admin", "Sign out", way("/")),
    "post-list": (None, "Next", way("/blog/")),
    "post-list-2": (None, "Previous", way("/blog/?page=2")),
    "post-list-author": ("author", "Write a post", way("/blog/")),
    "tag": (None, "Posts about", way("/blog/", "main .card .tag")),
    "month": (None, "All of", way("/blog/", "aside a[href*='/blog/20']", "main h2 a")),
    "year": (None, YEAR, way("/blog/", "aside a[href*='/blog/20']")),
    "post": (None, "to comment", post),
    "post-signed-in": ("reader", "Send", post),
    "post-comment": ("reader", "With htmx.", comment),
    "post-comment-error": ("reader", "This field is required", bad_comment),
    "post-own": ("author", "Delete", way("/blog/mine/", PUBLISHED)),
    "post-markdown": (None, "A level below", way("/blog/?page=2", "text=All of Markdown")),
    "post-draft": ("author", "author and editors", way("/blog/mine/", "tr:has-text('draft') a")),
    "post-scheduled": (
        "editor",
        "author and editors",
        way("/blog/mine/", "tr:has-text('scheduled') a"),
    ),
    "post-mine": ("author", "Drafts and posts", way("/blog/mine/")),
    "post-new": ("author", "Publish now", way("/blog/new/")),
    "post-new-error": ("author", "Type at most 40", bad_post),
    "post-change": ("author", "Change “", way("/blog/mine/", PUBLISHED, "text=Change")),
    "post-delete": ("author", "Delete “", way("/blog/mine/", PUBLISHED, "text=Delete")),
    "shop": (None, "Next", way("/shop/")),
    "shop-2": (None, "Previous", way("/shop/?page=2")),
    "shop-search": (None, "No results", way("/shop/", q="unobtainable", press="Search")),
    "shop-category": (None, "sold out", way("/shop/categories/kits/")),
    "product": (None, "Add to basket", way("/shop/products/bench-vice/")),
    "product-sold-out": (None, "Sold out", way("/shop/products/radio-kit/")),
    "basket": (None, "Continue shopping", filled),
    "basket-empty": ("reader", "Choose something", way("/shop/basket/")),
    "checkout": ("customer", "Shipping address", checkout),
    "checkout-error": ("customer", "This field is required", bad_checkout),
    "order-pay": ("customer", "How do you want to pay", ordered),
    "order-pay-error": ("customer", "Enter a valid card number", bad_card),
    "order-pay-declined": ("customer", "The card was declined", declined),
    "order-paid": ("customer", "Your order is paid for", paid),
    "order-list": ("customer", "cancelled", way("/shop/orders/")),
    "order": ("customer", "Items", way("/shop/orders/", "tbody a")),
    "order-invoice": ("customer", "Gross", way("/shop/orders/", "tbody a", "text=Invoice")),
    "timeline": (None, "to write and to follow", way("/social/")),
    "timeline-member": ("reader", "Write a note", way("/social/")),
    "timeline-no-handle": ("author", "Choose a handle", way("/social/")),
    "notes": ("moderator", "BEST PRICES", way("/social/@loud/")),
    "notes-new-error": ("reader", "This field is required", bad_note),
    "note": (None, "Replies", way("/social/notes/4/")),
    "note-member": ("reader", "Delete the note", way("/social/notes/4/")),
    "note-report": ("reader", "will not see who reported it", way("/social/notes/10/report/")),
    "hashtag": (None, "#radio", way("/social/tags/radio/")),
    "people-search": (None, "People", way("/social/search/?q=rita")),
    "profile-page": ("reader", "Block", way("/social/@tomas/")),
    "profile-page-own": ("reader", "Edit profile", way("/social/@rita/")),
    "profile-page-private": ("moderator", "Request to follow", way("/social/@quiet/")),
    "followers": (None, "@wei", way("/social/@rita/followers/")),
    "following": (None, "@wei", way("/social/@rita/following/")),
    "notifications": ("reader", "Mark all as read", way("/social/notifications/")),
    "follow-requests": ("reader", "Follow requests", way("/social/requests/")),
    "blocked": ("reader", "are not told", way("/social/blocked/")),
    "handle": ("author", "Your name after the @", way("/social/profile/")),
    "login": (None, "Forgot your password", way("/accounts/login/")),
    "login-error": (None, "not correct", bad_login),
    "signup": (None, "Already have an account", way("/accounts/signup/")),
    "signup-error": (None, "too short", bad_signup),
    "email-sent": (None, "sent an email", way("/accounts/confirm-email/")),
    "email-confirm": (None, "second@example.com", way("{site.confirm_path}")),
    "email-confirm-error": (None, "expired or is invalid", way("/accounts/confirm-email/no/")),
    "email": ("reader", "Make primary", way("/accounts/email/")),
    "reset": (None, "Reset my password", way("/accounts/password/reset/")),
    "reset-sent": (None, "sent you an email", way("/accounts/password/reset/done/")),
    "reset-key": (None, "New password (again)", way("{site.reset_path}")),
    "reset-key-error": (None, "link was invalid", way("/accounts/password/reset/key/1-no/")),
    "reset-key-done": (None, "now changed", way("/accounts/password/reset/key/done/")),
    "password": ("reader", "Current password", way("/accounts/password/change/")),
    "inactive": (None, "is inactive", way("/accounts/inactive/")),
    "logout": ("reader", "Are you sure", way("/accounts/logout/")),
    "profile": ("reader", "Your data", way("/accounts/profile/")),
    "profile-saved": ("reader", "Saved.", way("/accounts/profile/", press="Save")),
    "reauthenticate": ("reader", "Enter your password", way("/accounts/reauthenticate/")),
    "tokens": ("reader", "Create token", way("/accounts/tokens/")),
    "tokens-new": (
        "reader",
        "Copy the token",
        then(sure("/accounts/tokens/"), on(name="x", press="Create")),
    ),
    "delete": ("author", "Delete my account", confirmed),
    "activity": ("author", "If something here was not you", way("/accounts/activity/")),
    "sessions": ("author", "this session", way("/accounts/sessions/")),
    "second-factor": ("author", "Security Keys", way("/accounts/2fa/")),
    "second-factor-staff": ("moderator", "out of 10 recovery codes", way("/accounts/2fa/")),
    "authenticator-app": ("author", "Scan this code", sure("/accounts/2fa/totp/activate/")),
    "passkey-add": ("author", "Add Security Key", sure("/accounts/2fa/webauthn/add/")),
    "recovery-codes": ("moderator", "Unused codes", sure("/accounts/2fa/recovery-codes/")),
    "reauthenticate-app": (
        "seller",
        "Enter an authenticator",
        way("/accounts/2fa/reauthenticate/"),
    ),
    "tour": ("admin", "proved on this site", way("/tour/")),
    "tour-framework": ("admin", "in an order that you can read", way("/tour/framework/")),
    "tour-rapid": ("admin", "You write a model once", way("/tour/rapid/")),
    "tour-batteries": ("admin", "What nearly every site needs", way("/tour/batteries/")),
    "tour-orm": ("admin", "Questions are asked in Python", way("/tour/orm/")),
    "tour-community": ("admin", "and a page in the manual", way("/tour/community/")),
    "tour-security": ("admin", "usual attacks fail here", way("/tour/security/")),
    "tour-scalability": ("admin", "runs on a laptop", way("/tour/scalability/")),
    "tour-transfer": ("admin", "the names differ", way("/tour/transfer/")),
    "tour-versatility": ("admin", "sites of different kinds", way("/tour/versatility/")),
    "400": (None, "Bad request", way("https://other.localhost:{site.port}/")),
    "403": ("reader", "Not allowed", way("/blog/new/")),
    "403-csrf": (None, "This form has expired", stale_form),
    "404": (None, "Page not found", way("/no-such-page/")),
    "500": (None, "Something went wrong", tag_without_address),
    "503": (None, "Back in a moment", table_gone),
}
# Made by Django, and by Swagger UI: axe finds faults there that are not of this project (fields
# without a label, weak colours). All else that is asked of our pages is asked of them too.
OTHER_PAGES = {
    "admin": ("admin", "Recent actions", way("/admin/")),
    "admin-list": ("admin", "By state", way("/admin/blog/post/")),
    "admin-change": (
        "admin",
        "View on site",
        way("/admin/blog/post/", "#result_list .field-title a"),
    ),
    "admin-comments": ("admin", "By state", way("/admin/blog/comment/")),
    "admin-orders": ("seller", "By state", way("/admin/shop/order/")),
    "admin-order": (
        "seller",
        "Payments",
        way("/admin/shop/order/", "#result_list .field-number a"),
    ),
    "admin-products": ("seller", "Low or out of stock", way("/admin/shop/product/")),
    "admin-sales": ("seller", "Best sellers", way("/admin/shop/order/summary/")),
    "admin-reports": ("moderator", "abuse or threat", way("/admin/social/report/")),
    "api-docs": (None, "/api/posts/", way("/api/docs")),
}
PAGES = OWN_PAGES | OTHER_PAGES


@pytest.fixture(scope="module")
def site(prepared):
    """Serve a project."""
    site = Site(prepared())
    yield site
    site.stop()


@pytest.fixture(scope="module")
def browser():
    """Start a browser."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def tab(browser, site):
    """Return a function that returns a person's tab; each person signs in once."""
    tabs = {}

    def tab_of(who, **options):
        key = (who, *options)
        if key not in tabs:
            context = browser.new_context(base_url=site.url, ignore_https_errors=True, **options)
            context.set_default_timeout(60_000)  # the machine may be busy
            if who:
                sign_in(context, who)
            tabs[key] = context.new_page()
        show(tabs[key])
        return tabs[key]

    yield tab_of
    for page in tabs.values():
        page.context.close()


@pytest.fixture(scope="module")
def seen(request, tab, site):
    """Return a page, and what the browser had to say about it."""
    who, text, walk = PAGES[request.param]
    page = tab(who)
    seen = Seen(request.param, page)
    walk(page, site)
    page.locator("body").get_by_text(text).first.wait_for()
    page.wait_for_load_state()
    yield seen
    seen.stop()


all_pages = pytest.mark.parametrize("seen", PAGES, indirect=True)
own_pages = pytest.mark.parametrize("seen", OWN_PAGES, indirect=True)


@all_pages
def test_page_has_the_status_of_its_kind(seen):
    kind = seen.name.partition("-")[0]

    assert seen.status == (int(kind) if kind.isdigit() else 200)


@all_pages
def test_console_shows_no_error_and_no_breach_of_the_policy(seen):
    assert seen.errors == []


@all_pages
def test_everything_comes_from_the_site_itself(seen):
    assert seen.hosts == {urlsplit(seen.page.url).hostname}


@all_pages
@pytest.mark.parametrize("width", [PHONE, SMALL_PHONE])
def test_page_is_no_wider_than_a_phone(seen, width):
    show(seen.page, width)

    assert seen.page.evaluate("document.documentElement.scrollWidth") == width


@own_pages
def test_paper_has_no_navigation(seen):
    show(seen.page, media="print")

    for navigation in seen.page.locator("nav, .skip-link").all():
        assert not navigation.is_visible()


@own_pages
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_no_barrier(seen, width, scheme):
    show(seen.page, width, scheme)

    assert barriers(seen.page) == []


@pytest.mark.parametrize("path", ["/", "/accounts/login/"])
def test_first_key_leads_past_the_navigation(tab, path):
    page = tab(None)
    page.goto(path)

    page.keyboard.press("Tab")

    link = page.locator(".skip-link:focus")
    assert link.bounding_box()["x"] >= 0

    page.keyboard.press("Enter")

    assert page.locator("main:focus").count() == 1


def test_comment_appears_without_a_page_load(tab, site):
    page = tab("reader")
    post(page, site)
    page.evaluate("window.loadedOnce = true")

    page.fill("main [name=body]", "Sent with htmx.")
    page.get_by_role("button", name="Send").click()

    page.locator(".comment", has_text="Sent with htmx.").wait_for()
    assert page.evaluate("window.loadedOnce")
    assert page.input_value("main [name=body]") == ""


def test_comment_appears_without_script(tab, site):
    page = tab("reader", java_script_enabled=False)
    post(page, site)

    page.fill("main [name=body]", "Sent without script.")
    page.get_by_role("button", name="Send").click()

    page.locator(".messages").wait_for()
    comment = page.locator(".comment", has_text="Sent without script.")
    assert page.url.endswith("#" + comment.get_attribute("id"))


def test_older_notes_appear_when_one_scrolls(tab):
    page = tab(None)
    page.goto("/social/@wei/")
    assert page.locator(".note").count() == 20

    page.locator("a[rel=next]").scroll_into_view_if_needed()

    page.locator(".note").nth(29).wait_for()
    assert "after" not in page.url


def test_older_notes_are_a_click_away_without_script(tab):
    page = tab(None, java_script_enabled=False)
    page.goto("/social/@wei/")

    page.click("a[rel=next]")

    assert "after=" in page.url
    assert page.locator(".note").count() > 5


def test_like_is_shown_without_a_page_load(tab):
    page = tab("reader")
    page.goto("/social/@tomas/")
    page.evaluate("window.loadedOnce = true")

    page.locator(".note button").first.click()

    page.locator(".note button[aria-pressed=true]").first.wait_for()
    assert page.evaluate("window.loadedOnce")


def test_api_docs_list_every_operation(tab):
    page = tab(None)
    page.goto("/api/docs")
    page.locator(".opblock").first.wait_for()

    paths = page.request.get("/api/openapi.json").json()["paths"]
    assert page.locator(".opblock").count() == sum(map(len, paths.values()))


def test_passkey_signs_in_without_a_password(browser, site):
    home = f"https://localhost:{site.port}"  # Browsers keep passkeys for names, not for numbers.
    context = browser.new_context(base_url=home, ignore_https_errors=True)
    page = context.new_page()
    security = context.new_cdp_session(page)
    security.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "isUserVerified": True}
    options |= {"hasResidentKey": True, "hasUserVerification": True}
    security.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(context, "wei")  # whom no other test signs in
    sure("/accounts/2fa/webauthn/add/")(page, site)
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.get_by_text("Security key added").wait_for()
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button").click()

    page.goto("/accounts/login/")
    page.click("#passkey_login")

    page.get_by_text("wei@example.com").wait_for()
    assert page.url == f"{home}/accounts/profile/"
    context.close()


def test_files_carry_the_headers_of_pages(tab):
    page = tab(None)
    page.goto("/")

    stylesheet = page.locator("link[rel=stylesheet]").get_attribute("href")
    response = page.request.get(stylesheet)

    assert response.status == 200
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
