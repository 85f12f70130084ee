"""
Text for generated demo rows: sentences of the hand-written ones, with other things in them.

A few things, parts and tools are named often and most of them seldom, as in real text. Some
words stand in fixed places, so that a search has something to find: see MARKS.
"""

import random
import re
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences.txt")

THINGS = """
    kettle|toaster|radio|lamp|bicycle|sewing machine|vacuum cleaner|coffee grinder|
    hair dryer|laptop|clock|printer|mixer|headphone|camera|record player|steam iron|
    fan|drill|blender|food scale|torch|keyboard|guitar amplifier|telephone|heater|
    garden umbrella|backpack|tent|jacket|chair|drawer|suitcase|pram|scooter|guitar|
    button accordion|music box|typewriter|projector|doorbell|thermostat|humidifier|
    bread maker|waffle iron|soda maker|toothbrush|shaver|hedge trimmer|lawn mower|
    water pump|barometer|metronome|sewing box|globe|fish tank light|model train|
    weather station|tape recorder|loudspeaker
"""
PARTS = """
    switch|cable|hinge|fuse|spring|screw|contact|bearing|seal|battery|belt|brush|
    zip|spoke|rim|slider|button|plug|resistor|capacitor|valve|lid|handle|filter|
    hose|gasket|gear|pulley|rear axle|chain|pin|bracket|coil|magnet|motor|relay|
    display|clock hand|needle|bobbin|pedal|knob|dial|blade|nozzle|thermal fuse|
    circuit board|strap|buckle|leg
"""
TOOLS = """
    screwdriver|soldering iron|multimeter|spoke key|pair of pliers|clamp|spirit level|
    saw|file|hammer|torque wrench|hex key|heat gun|needle|bradawl|chisel|rasp|vice|
    bench grinder|tile cutter|floor sander|ladder|magnifying glass|wire brush|
    needle file|seam ripper|punch|crimper|glue gun|grease gun
"""
PLACES = """
    kitchen|workshop|cellar|old post office|school|library|garage|attic|market hall|
    town hall|railway station|harbour|allotment|laundry|theatre
"""
DAYS = "Saturday|Wednesday|Thursday|Friday|Tuesday|Monday|Sunday"
SYLLABLES = "ba bel bro dar den dor fa fen gri hal hol ka kel lin lo mar mel no or pe ral sa so ta"

# A row number that leaves this rest has this sentence. Number 1 has the three rarest words.
MARKS = [
    (100, 1, "A note on the back says zephyrine."),
    (10_000, 1, "It is listed under quincunx."),
    (1_000_000, 1, "Nobody could explain the word syzygy on it."),
    (10, 3, "A friend in Zürich lent us a crème brûlée torch for the façade."),
    (20, 7, "Its display shows ERR_4096, and then R7-220k."),
    (25, 5, "On the label stands 修理済み 東京 and 标签上写着收音机。"),
]


def words(text):
    """Return the words between the bars."""
    return [word.strip() for word in text.split("|")]


def surnames(number):
    """Return made-up surnames: always the same, and all of them different."""
    chance, syllables = random.Random(1), SYLLABLES.split()
    found: dict[str, None] = {}  # a set that keeps the order
    while len(found) < number:
        found["".join(chance.choices(syllables, k=chance.choice([2, 3, 3, 4]))).title()] = None
    return list(found)


def bag(items):
    """Return a bag to draw from: the item in place n is in it about 1/n times as often."""
    size = 2**BITS
    return [items[int((len(items) + 1) ** (place / size)) - 1] for place in range(size)]


BITS = 14  # of the number of items in a bag, and of sentences
NAMES = surnames(3000)
SLOTS = {
    "thing": bag(words(THINGS)),
    "part": bag(words(PARTS)),
    "tool": bag(words(TOOLS)),
    "place": bag(words(PLACES)),
    "day": bag(words(DAYS)),
    "name": bag(NAMES),
    "maker": bag(NAMES[::-1]),
    "number": bag([str(number) for number in range(2, 100)]),
}


def template(line):
    """Return a format string, and for each of its blanks the bag of words that fit."""
    slots = re.findall(r"\{(\w+)\}", line)
    return re.sub(r"\{\w+\}", "%s", line), [SLOTS[slot] for slot in slots]


class Text:
    """
    Make the texts of one kind of rows.

    What a row gets depends on the seed, the kind and the number of the row alone, whatever has
    been made before. So an interrupted run can go on anywhere.
    """

    def __init__(self, kind, seed):
        self.kind, self.seed, self.number = kind, seed, 0
        self.chance = random.Random(f"{kind} {seed}")
        self.random, self.bits = self.chance.random, self.chance.getrandbits
        self.base = self.bits(64)
        lines = [template(line) for line in SENTENCES.read_text("utf-8").splitlines()]
        self.sentences = [self.fill_in(*self.chance.choice(lines)) for _ in range(2**BITS)]

    def start(self, number):
        """Begin the row with this number."""
        self.number = number
        self.chance.seed(self.base + number)

    def happens(self, share):
        """Return True for this share of the rows, such as 0.1 for a tenth of them."""
        return self.random() < share

    def rank(self, number):
        """Return a whole number from 0 to `number` - 1: low ones often, high ones seldom."""
        return int((number + 1) ** self.random()) - 1

    def pick(self, items):
        """Return one of the items, the first ones more often."""
        return items[self.rank(len(items))]

    def several(self, items, number):
        """Return at most so many of the items, in order and none twice."""
        return [items[rank] for rank in sorted({self.rank(len(items)) for _ in range(number)})]

    def fill_in(self, line, slots):
        """Return the line with a word in each of its blanks."""
        return line % tuple([slot[self.bits(BITS)] for slot in slots])

    def sentence(self):
        """Return one sentence: at most 150 characters."""
        return self.sentences[self.bits(BITS)]

    def paragraph(self, length):
        """Return sentences of together at least `length` characters, and at most 150 more."""
        text = self.sentence()
        while len(text) < length:
            text = f"{text} {self.sentence()}"
        return text

    def marks(self):
        """Return the sentences that stand in fixed places, each after a blank."""
        marks = [f" {mark}" for every, rest, mark in MARKS if self.number % every == rest]
        if self.number % 3 == 0:
            marks.append(f" Its number is {self.kind[:2].upper()}{self.seed}-{self.number:07}.")
        return "".join(marks)
