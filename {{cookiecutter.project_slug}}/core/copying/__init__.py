"""
Copy all rows from one database to another: `manage.py copydata SOURCE TARGET`.

`places` opens the two databases, `plan` names what cannot be copied before anything is
written, `target` makes the tables, `transfer` copies the rows, and `checksums` compares.
"""
