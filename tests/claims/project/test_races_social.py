"""Of several windows that save the same at the same moment, none shows an error."""

import pytest

from tests.claims.races import faster

pytest.importorskip("social")

from social.models import Profile, Report
from social.tests import conftest

make_person, anna, bert = conftest.make_person, conftest.anna, conftest.bert
write, as_anna = conftest.write, conftest.as_anna

FORM = {"handle": "casey", "bio": "Hello"}


@pytest.mark.parametrize("own", [True, False], ids=["of oneself", "of somebody else"])
def test_first_profile_is_saved_or_the_form_says_that_the_handle_is_taken(client, make_user, own):
    user, other = make_user("Casey"), make_user("Other")
    client.force_login(user)
    rival = Profile(user=user if own else other, handle="casey")

    with faster(Profile, lambda: Profile.objects.bulk_create([rival])) as rivals:
        response = client.post(f"{conftest.SOCIAL}profile/", FORM)

    assert rivals
    assert response.status_code in {200, 302}


def test_report_that_is_sent_twice_at_once_is_one(as_anna, anna, bert, write):
    note = write(bert)
    rival = Report(reporter=anna, note=note, reason="spam")

    with faster(Report, lambda: Report.objects.bulk_create([rival])) as rivals:
        response = as_anna.post(f"{conftest.SOCIAL}notes/{note.pk}/report/", {"reason": "abuse"})

    assert rivals
    assert response.status_code == 302
    assert Report.objects.count() == 1
