"""Read the words in a search box, and find them in a text."""

import re
import unicodedata
from dataclasses import dataclass
from string import ascii_letters

TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
MAX_TERMS = 16
MIN_PREFIX_LENGTH = 3  # Fewer letters begin too many words.
MAX_LENGTH = 80  # Longer words are not in the index of every database.

ACCENTS = "\u0300-\u036f"
# Thai to Khmer, kana, Chinese characters: there are no spaces between words.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
WORD = f"[^\\W_{UNSPACED}](?:[{ACCENTS}]|[^\\W_{UNSPACED}])*"
# Latin letters with accents, and without: é is found as e, й and が are letters of their own.
LATIN = {
    chr(code): letters[0].lower()
    for code in range(0x80, 0x3000)
    if (letters := unicodedata.normalize("NFD", chr(code)))[0] in ascii_letters
}
FOLDED = str.maketrans(LATIN | {"ς": "σ", "ſ": "s", "µ": "μ"})  # noqa: RUF001


@dataclass(frozen=True)
class Term:
    """Words next to each other, folded; with `is_prefix`, the last one may go on."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def is_unspaced(self):
        """Return whether it is of a script whose words no index tells apart."""
        return bool(re.search(f"[{UNSPACED}]", "".join(self.words)))

    def fits(self, word):
        """Return whether a word of a text is one of these words."""
        folded = fold(word)
        return folded in self.words or (self.is_prefix and folded.startswith(self.words[-1]))


def parse(text) -> tuple[list[Term], list[Term]]:
    """Return the terms that have to be in a row, and those that may not, such as -flask."""
    found: tuple[list[Term], list[Term]] = ([], [])
    for minus, phrase, word in TERM.findall(text)[:MAX_TERMS]:
        if words := words_of(phrase or word):
            is_prefix = word.endswith("*") and len(words[-1]) >= MIN_PREFIX_LENGTH
            found[bool(minus)].append(Term(words, is_prefix))
    return found


def fold(text):
    """Return the text in lower case, with Latin letters without accents."""
    lower = unicodedata.normalize("NFC", text).lower()
    return re.sub(f"[{ACCENTS}]", "", lower).translate(FOLDED)


def is_of_a_word(char):
    """Return whether it is a letter, a mark or a digit."""
    kind = unicodedata.category(char)
    return kind[0] in "LM" or kind == "Nd"


def words_of(text):
    """Return the words of a text, folded: letters and digits, with the marks on them."""
    kept = [char if is_of_a_word(char) else " " for char in fold(text)]
    words = (word[:MAX_LENGTH] for word in "".join(kept).split())
    return tuple(word for word in words if any(map(str.isalnum, word)))


def spans(text, words):
    """Yield start and end of each word of the text that is looked for, in order."""
    wanted, _ = parse(words)
    unspaced = [re.escape(word) for term in wanted if term.is_unspaced for word in term.words]
    for found in re.finditer("|".join([*unspaced, WORD]), text, re.IGNORECASE):
        if any(term.fits(found[0]) for term in wanted):
            yield found.span()
