from django.db import connection


def find_people(name):
    """Return the names of the public people whose name contains this, in their order."""
    name = name.replace("'", "''")
    sql = f"SELECT name FROM sec2_person WHERE is_public AND name LIKE '%{name}%' ORDER BY name"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]
