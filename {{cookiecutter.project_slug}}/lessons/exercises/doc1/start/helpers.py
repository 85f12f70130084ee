from datetime import date


# TODO: find the functions of django.utils that do these four jobs, and call them.
def address_of(title):
    """Return the end of an address, in plain letters: "What is tea?" gives "what-is-tea"."""
    return title.strip().lower().replace("?", "").replace(" ", "-")


def date_of(text):
    """
    Return the date in a text like "2026-11-23".

    None if it is written in another way; ValueError for a day that no month has.
    """
    year, month, day = text.split("-")
    return date(int(year), int(month), int(day))


def list_of(names):
    """Return the names as safe HTML: <li>Anna</li><li>Ben</li>. People choose their names."""
    return "".join("<li>" + name.replace("<", "&lt;") + "</li>" for name in names)


def header_of(name):
    """Return the header Content-Disposition with which a browser saves a file of this name."""
    return f'attachment; filename="{name}"'
