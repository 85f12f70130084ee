app_name = "fw2"
urlpatterns = [
    # TODO: the address of the page of a tag; then its view, then the rest of its template.
]
