from .models import Person


def find_people(name):
    """Return the names of the public people whose name contains this, in their order."""
    people = Person.objects.filter(is_public=True, name__contains=name).order_by("name")
    return list(people.values_list("name", flat=True))
