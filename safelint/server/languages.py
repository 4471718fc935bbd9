"""Which language a text is in, as far as it matters to a tool that reads English: which English, or another one."""

from __future__ import annotations

from safelint.config.countries import country as known_country
from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.server.refusal import Refusal

AUTO = "auto"
ENGLISH = {
    "en": "English",
    "en-US": "English (US)",
    "en-GB": "English (GB)",
    "en-AU": "English (Australian)",
    "en-CA": "English (Canada)",
    "en-IE": "English (Ireland)",
    "en-IN": "English (India)",
    "en-NZ": "English (New Zealand)",
    "en-ZA": "English (South African)",
}
"""What safelint reads: code → name."""

_OTHERS = {
    "ar": "Arabic",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "ga": "Irish",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sv": "Swedish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_CODE = regex.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
# The commonest little words of a few languages: a text is in the one that it has most of.
_LITTLE = {
    "en": "the and of to is that it was for on with he she they his her this be are as not have from by had you at",
    "de": "der die das und ist nicht ein eine zu den von mit sich auf für dem im ich wir sie auch nach bei wurde",
    "fr": "le la les des et est une du que dans pour qui pas sur plus par avec ce il elle nous vous sont aux",
    "es": "el la los las de que y en un una por con para es del se lo como más pero su sus fue muy",
    "it": "il lo la gli le di che è e un una per non con sono della del nel più come anche questo alla",
    "nl": "de het een en van ik je niet dat die te zijn is op aan met voor er maar om hij ook naar bij",
    "pt": "o a os as de que e um uma do da em para com não por mais dos das como mas foi ao ele",
    "pl": "i w na z do się nie że jest to o jak ale po co od za przez był dla czy",
    "sv": "och att det som en på är av för med till den har de inte om ett men var sig jag",
}
_SETS = {code: frozenset(words.split()) for code, words in _LITTLE.items()}
_WORD = regex.compile(r"[^\W\d_]+")
_LOOKED_AT = 5_000
# Scripts in which no English is written, and the language that is likeliest then.
_SCRIPTS = (
    ("ru", regex.compile("[\u0400-\u04ff]")),
    ("el", regex.compile("[\u0370-\u03ff]")),
    ("ar", regex.compile("[\u0600-\u06ff]")),
    ("ja", regex.compile("[\u3040-\u30ff]")),
    ("zh", regex.compile("[\u4e00-\u9fff]")),
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a request named it or as it was told from the text.

    Attributes:
        code: such as ``en-GB``. name: for people.
        country: whose English it is, an ISO 3166 code; empty for any, and for other languages.
        confidence: 0 to 1. told: whether it was told from the text.
    """

    code: str
    name: str
    country: str = ""
    confidence: float = 1.0
    told: bool = False

    @property
    def english(self) -> bool:
        """Whether safelint reads it."""
        return self.code.partition("-")[0] == "en"


def language(asked: str, preferred: str, text: str) -> Language:
    """The language of a text.

    Args:
        asked: a code, or ``auto``.
        preferred: varieties to choose from when it is told from the text, with commas between.
        text: looked at when it is to be told.

    Raises:
        Refusal: ``asked`` is no code.
    """
    if asked != AUTO:
        return _named(asked, "language")
    code, share = _told(text)
    if code == "en":
        wanted = [one.strip() for one in preferred.split(",") if one.strip().startswith("en-")]
        found = _named(wanted[0], "preferredVariants") if wanted else Language("en", ENGLISH["en"])
        return Language(found.code, found.name, found.country, share, told=True)
    return Language(code, _OTHERS[code], "", share, told=True)


def _named(code: str, where: str) -> Language:
    if not _CODE.fullmatch(code):
        raise Refusal(400, f"“{code[:40]}” is no language code.", where, "Send en, en-GB, en-US … or auto.")
    base, *rest = code.split("-")
    base = base.lower()
    country = next(filter(None, map(known_country, rest)), "")
    full = f"{base}-{country}" if country else base
    if base == "en":
        return Language(full, ENGLISH.get(full, f"English ({country})"), country)
    return Language(full, _OTHERS.get(base, f"the language “{base}”"))


def _told(text: str) -> tuple[str, float]:
    """The likeliest language and how likely it is; English when nothing speaks against it."""
    text = text[:_LOOKED_AT]
    words = [word.lower() for word in _WORD.findall(text)]
    letters = sum(map(len, words))
    for code, script in _SCRIPTS:
        if 2 * len(script.findall(text)) > letters:
            return code, 0.9
    counts = {code: sum(word in known for word in words) for code, known in _SETS.items()}
    best = max(counts, key=lambda code: counts[code])
    total = sum(counts.values())
    if counts[best] <= counts["en"] or counts[best] < 2:  # noqa: PLR2004  one word may be a name
        return "en", round(counts["en"] / total, 2) if total else 0.5
    return best, round(counts[best] / total, 2)
