"""
One endpoint, four ways: the roles of this site with the number of their members, as JSON.

    GET /roles/?minimum=1&order=members

No page of the site needs these modules. They import packages of the dependency group
`tour`, so they are imported when they are run, and not before.
"""
