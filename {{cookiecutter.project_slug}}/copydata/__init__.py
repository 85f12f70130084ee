"""
Copy all rows from one database to another: `manage.py copydata SOURCE TARGET`.

`connections` opens both, `plan` and `trial` refuse what cannot be copied before anything is
written, `transfer` makes the tables and copies the rows, and `rows` reads them.
"""
