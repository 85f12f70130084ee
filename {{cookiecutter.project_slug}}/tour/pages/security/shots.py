"""Fire attacks at this site, in a process and on a database of their own."""

import json
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise

from tour.excerpts import Excerpt
from tour.proofs import problem, run

MAX_LINES = 6  # of an answer that are shown
NOTHING: dict = {"status": "", "headers": {}, "body": [], "frame": []}


@dataclass(frozen=True)
class Call:
    """A call of attack(): its requests with their answers, and what came of it."""

    exchanges: list = field(default_factory=list)
    result: str = ""  # what it returned beside answers, or raised
    changes: list = field(default_factory=list)  # (column, old, new) in the database
    mails: list = field(default_factory=list)

    @property
    def earlier(self):
        """Return the requests before the last one, each with the status of its answer."""
        return [(each["request"][0], each["answer"]["status"]) for each in self.exchanges[:-1]]

    @property
    def request(self):
        """Return the last request as text."""
        return "\n".join(self.exchanges[-1]["request"]) if self.exchanges else ""

    @property
    def answers(self):
        """Return all answers: dictionaries of status, headers and body."""
        return [each["answer"] for each in self.exchanges]

    def likeness(self, other):
        """Return how many requests are the same in another call."""
        pairs = zip(self.exchanges, other.exchanges, strict=False)
        return sum(mine["request"] == theirs["request"] for mine, theirs in pairs)

    def answer_beside(self, other):
        """Return the last answer as text: its status, and what is special about it."""
        if not self.exchanges:
            return ""
        *before, last = self.answers
        there = (other.answers or [NOTHING])[-1]
        headers = [f"{name}: {value}" for name, value in special_headers(last, there)]
        return "\n".join([last["status"], *headers, *special_lines(last, there, before)])


def special_headers(answer, other):
    """Return the headers that another answer lacks; of a different answer, where it leads."""
    headers = answer["headers"].items()
    if answer["status"] == other["status"]:
        return [item for item in headers if item not in other["headers"].items()]
    return [item for item in headers if item[0] == "Location"]


def special_lines(answer, other, before):
    """Return the lines that no other answer has, or else the first ones."""
    body, frame = answer["body"], answer["frame"]
    earlier = {line for each in before for line in each["body"]}
    new = [line for line in body if line not in other["body"]]
    around = [line for line in frame if line not in other["frame"]]
    choices = [[line for line in new if line not in earlier], new, around, body]
    return next(filter(None, choices), [])[:MAX_LINES]


@dataclass(frozen=True)
class Side:
    """The tests of an attack that show one thing: that it fails, or that its control succeeds."""

    cases: list

    @property
    def passes(self):
        """Return whether there are tests, and all of them pass."""
        return bool(self.cases) and not self.failed

    @property
    def failed(self):
        """Return the tests that fail or could not run."""
        return [case for case in self.cases if problem(case) is not None]

    @property
    def message(self):
        """Return why the first of them fails."""
        return problem(self.failed[0]).get("message", "").partition("\n")[0] if self.failed else ""

    @property
    def names(self):
        """Return the names of the test functions, once each."""
        return list(dict.fromkeys(case.get("name").partition("[")[0] for case in self.cases))

    @property
    def facts(self):
        """Return what the tests say: their names as words."""
        return [" ".join(name.split("_")[2:]) for name in self.names]

    @property
    def excerpt(self):
        """Return the first test: what it expects, and perhaps what it takes away before."""
        file = self.cases[0].get("classname").replace(".", "/")
        return Excerpt(f"{file}.py::{self.names[0]}")

    @property
    def calls(self):
        """Return the calls of attack() in each test; in the failed tests, if there are any."""
        return [list(calls(case)) for case in self.failed or self.cases]


def calls(case):
    """Yield the calls of attack() that the recorder saw in a test."""
    for element in case.iter("property"):
        if element.get("name") == "attack":
            yield Call(**json.loads(element.get("value")))


@dataclass(frozen=True)
class Shot:
    """What came of an attack, with what protects the site and without."""

    attack: Side
    control: Side

    @property
    def as_expected(self):
        """Return whether the attack fails, and its control does not."""
        return self.attack.passes and self.control.passes

    @cached_property
    def without(self):
        """Return the call of the control."""
        return next((found[-1] for found in self.control.calls if found), Call())

    @cached_property
    def guarded(self):
        """Return the call of the attack that is most like that of the control."""
        tried = [call for found in self.attack.calls for call in found]
        return max(tried, key=self.without.likeness, default=Call())

    @property
    def columns(self):
        """Return both calls to show beside each other, each with its answer and its tests."""
        return [
            (self.attack, self.guarded, self.guarded.answer_beside(self.without)),
            (self.control, self.without, self.without.answer_beside(self.guarded)),
        ]


@dataclass(frozen=True)
class Group:
    """Attacks of one kind, each with its Shot, or with None if it was not fired."""

    kind: str | Promise
    rows: list

    @property
    def shots(self):
        """Return what came of those that were fired."""
        return [shot for _attack, shot in self.rows if shot]

    @property
    def blocked(self):
        """Return how many of those failed."""
        return sum(shot.attack.passes for shot in self.shots)

    @property
    def as_expected(self):
        """Return whether all of those failed, and their controls did not."""
        return all(shot.as_expected for shot in self.shots)

    @property
    def keys(self):
        """Return the keys of the attacks."""
        return [attack.key for attack, _shot in self.rows]


def fire(attacks):
    """Run these attacks with their controls, and return a dictionary: key to Shot."""
    cases = run([attack.file for attack in attacks], "-p", "tour.pages.security.recorder")
    return {
        attack.key: Shot(side(attack, "attack", cases), side(attack, "control", cases))
        for attack in attacks
    }


def side(attack, kind, cases):
    """Return the cases of an attack that are of this kind."""
    module = attack.file.removesuffix(".py").replace("/", ".")
    own = [case for case in cases if case.get("classname") == module]
    return Side([case for case in own if case.get("name").startswith(f"test_{kind}_")])
