"""Whether an article tells of one person's death, and so whether the criteria about method and note apply."""

import pytest

from safelint.engine import lint
from safelint.engine.scorecard import score, widest
from safelint.formats import read
from safelint.model.choice import Choice
from safelint.model.source import Source
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load

BOOK = load([builtin()])
PARSER = Pipeline()

TELLS = [
    "# Singer dies by suicide\n\nAna Holm, the singer, died by suicide on Friday at 44.",
    "# Ana Holm, 44\n\nThe death of the singer Ana Holm is being treated as a suspected suicide, police said.",
    "# A student remembered\n\nThe parents of Mia Lund, who died by suicide in May, spoke about suicide on Tuesday.",
    "# Inquest\n\nAn inquest into the death of Jon Vale heard that he took his own life. The coroner recorded suicide.",
    "# My brother\n\nMy brother died by suicide ten years ago. Suicide is hard to speak of.",
    "# We lost Sam to suicide\n\nWe lost our son Sam to suicide in 2015. Sam was seventeen.",
    "# Remembering Lea\n\nLea's suicide left the town in silence. Talk about suicide is hard.",
    "# Suicide of a minister\n\nThe minister's suicide was announced by the ministry on Friday.",
    "# Union speaks of suicide\n\nA nurse took her own life on Thursday, the union said. It is the third suicide.",
    "# Player died from suicide\n\nFormer player Ola Nord died from suicide last week.",
]
SPEAKS_OF_DEATHS = [
    "# Suicide in numbers\n\nMore than 6,000 people died by suicide last year. More men died by suicide.",
    "# Preventing suicide\n\nSuicide can be prevented. When someone dies by suicide, many grieve. Ask about suicide.",
    "# Coroners and suicide\n\nCoroners will no longer need to be sure beyond doubt to record suicide, a court ruled.",
    "# Suicide and farming\n\nFarmers die by suicide more often, a study says. Of 900, 12 died by suicide.",
    "# How to speak about suicide\n\nSay “died by suicide”. Do not say “he committed suicide”. Suicide is no crime.",
    "# After a suicide\n\nGrief after a suicide can last. If your friend has lost somebody to suicide, listen.",
    "# Suicide prevention week\n\nThe minister opened suicide prevention week. Funds for suicide prevention will rise.",
    "# I survived\n\nI tried to take my own life at twenty. My suicide attempt is long ago. I am glad to be here.",
    "# Suicide rates\n\nSuicide rates rose by 2 per cent, the ministry said. Every suicide is one too many.",
]


def note(text):
    source = Source("x.md", text)
    document = read(source, "markdown")
    result = lint(document, source, BOOK, widest(BOOK, Choice(audience=("GB",))), PARSER)
    card = score(result, document, BOOK.scales["tempos"], BOOK)
    assert card.applies
    return next(one.mark for one in card.marks if one.criterion == "note")


@pytest.mark.parametrize("text", TELLS)
def test_it_tells_of_a_death(text):
    assert note(text) is not None


@pytest.mark.parametrize("text", SPEAKS_OF_DEATHS)
def test_it_speaks_of_deaths_and_tells_of_none(text):
    assert note(text) is None
