from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .flask_app import app


@csrf_exempt
def notes(request):
    answer = app.test_client().open(
        request.get_full_path(), method=request.method, data=request.body
    )
    return HttpResponse(answer.get_data(), status=answer.status_code, headers=dict(answer.headers))
