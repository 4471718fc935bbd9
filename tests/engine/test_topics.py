"""What a text is about: one word is enough in a short text where others stand beside it, and never in a recipe."""

from __future__ import annotations

import pytest

from safelint.engine.reading import read
from safelint.formats import read as parse
from safelint.model.choice import Choice
from safelint.model.source import Source
from safelint.model.span import Lines
from safelint.rulebook import builtin, load

BOOK = load([builtin()])
EATING, ADDICTION = "eating-disorder", "addiction"


def about(text):
    source = Source("x.md", text)
    return read(parse(source, "markdown"), Lines(text), BOOK, Choice({})).about & {EATING, ADDICTION}


@pytest.mark.parametrize(
    "text",
    [
        "An anorexic and her mother run a café together. The daughter explains how meals became possible again.",
        "Bulimics often hide what is happening from family. A friend who listens can change the course.",
        "Her recovery from anorexia took six years. Today she teaches swimming.",
        "Wards for people with eating problems need more nurses, a report says.",
        "Weight restoration comes first, says the psychologist. Then patients learn to live with a changed body image.",
        "He would binge at night. A talk at work about body image made him call a therapist.",
        "# Binge eating: what helps\n\nTalk to somebody you trust.",
        "The tour ended early.\n\n![The singer, an anorexic, with her sister](a.jpg)",
    ],
)
def test_about_eating_disorders(text):
    assert about(text) == {EATING}


@pytest.mark.parametrize(
    "text",
    [
        "He was an alcoholic. His children learned to listen for the key in the door.",
        "A drug user told the council that the shelter turns people away at night.",
        "Heroin came to the town in the eighties. Today a clinic in the old school offers counselling.",
        "His gambling debts grew until he asked for treatment.",
        "After rehab he found work. He has been clean for two years, and his sister speaks to him again.",
        "Police found a junkie asleep in the doorway.",
        "My mother's drinking shaped our childhood. She got sober when I was twelve.",
        "# My father, the alcoholic\n\nHe kept bees.",
    ],
)
def test_about_addiction(text):
    assert about(text) == {ADDICTION}


@pytest.mark.parametrize(
    "text",
    [
        "Weigh the flour and fold in the sugar. Each slice has 400 calories. Restrict the salt, and binge at will.",
        "Runners should eat enough, weigh their training load and sleep. Recovery takes a week.",
        "Users can reset the password. Clean the cache, purge old files, and detox your inbox.",
        "Recovery from the downturn will take years. Investors are addicted to easy money and had a binge on debt.",
        "Your dog may be thin at first. Weigh it weekly: 12 kg, then 14. The vet's nurse checks its recovery.",
        "I am a cake addict, and my friend is a meeting addict. The office party is on Friday.",
        "The brewery's alcoholic drinks won a prize. Families are welcome, and the bar has a drinking fountain.",
        "The betting firm paid its debts. Its new hotel offers spa treatments.",
        "The drill hit rock bottom at 40 metres. The well water tested clean.",
        "# How to purge the cache\n\nStop the server, then purge.",
        "# Addicted to you: the new single\n\nThe album is out in May.",
    ],
)
def test_about_neither(text):
    assert about(text) == set()


def test_one_mention_does_not_make_a_long_text_be_about_it():
    filler = " The council met in the town hall and heard a report on roads." * 60
    assert about("An anorexic spoke of her recovery." + filler) == set()
    assert about("An anorexic spoke of her recovery.") == {EATING}
