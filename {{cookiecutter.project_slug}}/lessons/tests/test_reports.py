import copy
import csv
import io
import json
import shutil
from xml.etree import ElementTree

import pytest

from lessons import classes, cli, reports, tables
from lessons.progress import Progress

FIELDS = {"name", "title", "passed", "failures", "seconds", "checks", "hints", "gave_up"}
FIELDS |= {"started", "done"}


def made_up(number):
    """Return a report: learner 0 passed nothing, learner 29 passed at once."""
    row = {
        "name": "orm2",
        "passed": number > 9,
        "checks": number,
        "hints": number % 4,
        "gave_up": number == 3,
        "started": "2026-11-23T09:00:00+00:00",
        "done": f"2026-11-23T09:{number:02}:00+00:00" if number > 9 else None,
    }
    return {
        "schema": 1,
        "learner": f"Learner {number:02}",
        "current": "orm2",
        "fingerprint": "edited" if number == 5 else reports.fingerprint(),
        "exercises": [row],
    }


@pytest.fixture
def room(tmp_path):
    """Return a directory with the reports of thirty learners."""
    directory = tmp_path / "room"
    for number in range(30):
        clone = directory / f"clone{number}" / "learn"
        path = clone / "report.json" if number % 2 else directory / f"{number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(made_up(number)))
    return directory


def test_report_does_not_believe_the_state(learn, work, home):
    state = json.loads((home / "state.json").read_text())
    state["exercises"]["orm2"]["done"] = "2026-11-23T09:00:00+00:00"
    (home / "state.json").write_text(json.dumps(state))

    status, said = learn("report", "--json")

    report = json.loads(said)
    assert (status, report["schema"], report["learner"]) == (0, 1, "Ada")
    assert [row["passed"] for row in report["exercises"]] == [False]
    assert {*report["exercises"][0]} == FIELDS
    assert report["exercises"][0]["done"] is None


def test_report_without_a_name_says_how_to_give_one(home, capsys, monkeypatch, exercise):
    monkeypatch.delenv("LEARN_NAME")
    monkeypatch.setenv("PATH", "")  # where git is

    cli.main(["report", "--json"])

    printed = capsys.readouterr()
    assert json.loads(printed.out)["learner"] == ""
    assert "set LEARN_NAME" in printed.err


def test_junit_is_xml_with_each_failure():
    rows = [
        {"name": "a1", "passed": True, "failures": [], "seconds": 2},
        {"name": "b1", "passed": False, "failures": ["works: <1> & \x1b[31mno"], "seconds": 2},
    ]

    root = ElementTree.fromstring(reports.as_junit({"exercises": rows}))

    assert root[0].attrib == {"name": "lessons", "tests": "2", "failures": "1", "errors": "0"}
    assert root.findtext(".//failure") == "works: <1> & \ufffd[31mno"


def test_edited_check_changes_the_fingerprint(tmp_path):
    copied = shutil.copytree(reports.EXERCISES.parent, tmp_path / "lessons")
    assert reports.fingerprint(copied) == reports.fingerprint()

    check = copied / "exercises" / "orm2" / "check.py"
    check.write_bytes(check.read_bytes().replace(b"\n", b"\r\n"))
    shutil.rmtree(copied / "exercises" / "orm2" / "solution", ignore_errors=True)
    assert reports.fingerprint(copied) == reports.fingerprint()

    check.write_text("def check_nothing():\n    pass\n")
    assert reports.fingerprint(copied) != reports.fingerprint()


def test_class_says_who_is_stuck_where_with_medians(learn, room, tmp_path):
    sheet, page = tmp_path / "class.csv", tmp_path / "class.html"

    status, said = learn("class", str(room), "--csv", str(sheet), "--html", str(page))

    assert status == 0
    rows = {
        row["learner"]: row for row in csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig")))
    }
    assert len(rows) == 30
    assert rows["Learner 07"]["stuck_on"] == "orm2 (7)"
    assert [name for name in rows if rows[name]["edited_checks"]] == ["Learner 05"]
    assert (rows["Learner 03"]["gave_up"], rows["Learner 10"]["orm2"]) == ("1", "passed")
    found, problems = classes.read(room)
    assert problems == []
    assert classes.exercises(found) == [
        {
            "exercise": "orm2",
            "passed": 20,
            "begun": 30,
            "checks": "20",
            "hints": "2",
            "minutes": "20",
        }
    ]
    for name in rows:
        assert name in said
        assert f"<th scope=row>{name}</th>" in page.read_text()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": 2}', '{"schema": 1}', "\0", "[" * 10**5]
)
def test_broken_file_is_one_sentence_and_the_others_are_shown(learn, room, text):
    (room / "broken.json").write_text(text)

    status, said = learn("class", str(room))

    assert status == 1
    assert "broken.json is no report" in said
    assert "Learner 29" in said


def test_directory_without_reports_says_what_it_looked_for(learn, tmp_path):
    status, said = learn("class", str(tmp_path))

    assert status == 2
    assert "*.json" in said
    assert "*/learn/report.json" in said


def test_clone_without_a_report_is_named(learn, room):
    (room / "clone99" / "learn").mkdir(parents=True)
    (room / "clone99" / "manage.py").touch()

    status, said = learn("class", str(room))

    assert status == 1
    assert "clone99 has no learn/report.json" in said


def test_learners_of_one_name_are_told_apart(learn, room):
    (room / "twin.json").write_text(json.dumps(made_up(12)))

    said = learn("class", str(room))[1]

    assert "Learner 12 (twin.json)" in said
    assert "Learner 12 (12.json)" in said
    assert "Learner 14 (" not in said


def test_spreadsheets_see_that_the_table_is_utf8(learn, tmp_path):
    report = made_up(12) | {"learner": "Jürgen"}
    (tmp_path / "a.json").write_text(json.dumps(report))

    learn("class", str(tmp_path), "--csv", str(tmp_path / "class.csv"))

    assert (tmp_path / "class.csv").read_bytes().startswith(b"\xef\xbb\xbflearner,")


@pytest.mark.parametrize("key", ["checks", "hints", "gave_up", "started"])
def test_report_with_a_field_of_another_kind_is_refused(key):
    report = copy.deepcopy(made_up(12))
    report["exercises"][0] |= {key: "=1+1", "passed": key == "started"}

    with pytest.raises((TypeError, ValueError)):
        classes.understood(report)


def test_names_are_no_formulas_and_no_markup(learn, tmp_path):
    report = made_up(12) | {"learner": '=HYPERLINK("x")[red]<b>'}
    (tmp_path / "a.json").write_text(json.dumps(report))

    assert "'=HYPERLINK" in classes.as_csv({"a.json": report})
    assert "x;'=1" in classes.as_csv({"a.json": report | {"learner": "x;=1"}})
    assert "[red]&lt;b&gt;" in tables.as_html("Class", *tables.of_class({"a.json": report}))
    assert "[red]<b>" in learn("class", str(tmp_path))[1]


def test_report_as_a_page(exercise):
    report = reports.make(Progress()) | {"exercises": [made_up(12)["exercises"][0]]}

    page = tables.as_html("Exercises", tables.of_report(report))

    assert '<html lang="en">' in page
    assert "<td>✓ pass</td>" in page
