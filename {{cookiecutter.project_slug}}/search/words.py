"""Read the words in a search box, and find them in a text."""

import re
import unicodedata
from dataclasses import dataclass, field

from core.search import MAX_TERMS, TERM

MAX_WORD_LENGTH = 60  # Longer words are not in every engine's index.
MIN_PREFIX_LENGTH = 3  # Fewer letters begin too many words.

ACCENTS = "\u0300-\u036f"
# Thai to Khmer, kana, Chinese characters: there are no spaces between words.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
WORD = f"[^\\W_{UNSPACED}](?:[{ACCENTS}]|[^\\W_{UNSPACED}])*"


@dataclass(frozen=True)
class Term:
    """Words side by side, folded; with `is_prefix`, the last one may go on."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def is_unspaced(self):
        """Return whether it is of a script whose words no index tells apart."""
        return bool(re.search(f"[{UNSPACED}]", "".join(self.words)))

    @property
    def is_too_long(self):
        """Return whether a word is longer than words are."""
        return max(map(len, self.words)) > MAX_WORD_LENGTH

    def fits(self, word):
        """Return whether a word of a text is one of these words."""
        folded = fold(word)
        return folded in self.words or (self.is_prefix and folded.startswith(self.words[-1]))


@dataclass(frozen=True)
class Query:
    """What is looked for, and what must not be there."""

    wanted: list[Term] = field(default_factory=list)
    unwanted: list[Term] = field(default_factory=list)

    @classmethod
    def parse(cls, text):
        """
        Return the query of a text such as `django -flask "exact phrase" temp*`.

        No text is an error: what is no word is left out, and so is all behind the 16th term.
        """
        query = cls()
        for minus, phrase, word in TERM.findall(text)[:MAX_TERMS]:
            if words := words_of(phrase or word):
                is_prefix = word.endswith("*") and len(words[-1]) >= MIN_PREFIX_LENGTH
                (query.unwanted if minus else query.wanted).append(Term(words, is_prefix))
        return query


def fold(text):
    """Return the text in lower case and without accents."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", re.sub(f"[{ACCENTS}]", "", decomposed)).lower()


def words_of(text):
    """Return the words of a text, folded: letters, digits, and the marks on them."""
    kept = [char if unicodedata.category(char)[0] in "LMN" else " " for char in fold(text)]
    return tuple("".join(kept).split())


def spans(text, query):
    """Yield start and end of each word of the text that the query wants, in order."""
    unspaced = [word for term in query.wanted if term.is_unspaced for word in term.words]
    pattern = "|".join([*map(re.escape, unspaced), WORD])
    for found in re.finditer(pattern, text, re.IGNORECASE):
        word = found[0]
        if fold(word) in unspaced or any(term.fits(word) for term in query.wanted):
            yield found.span()
