from django.db import connection


def find_people(name):
    """Return the names of the public people whose name contains this, in their order."""
    sql = (
        "SELECT name FROM sec2_person WHERE is_public AND name LIKE '%' || %s || '%' ORDER BY name"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [name])
        return [row[0] for row in cursor.fetchall()]
