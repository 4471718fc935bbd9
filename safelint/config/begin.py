"""The commented config file that a site begins with."""

from __future__ import annotations

from safelint.model.dataclass import dataclass

KINDS = {
    "blog": ("recommended", "a wellness blog or a personal site"),
    "charity": ("recommended", "a charity or a support organisation"),
    "newsroom": ("newsroom", "a newsroom"),
    "clinical": ("clinical", "a clinic, a health service or a journal"),
    "peer-support": ("peer-support", "a community of people with experience of their own"),
}
"""Kind of site → the preset it begins with, and what it is in words."""

STRICTNESS = {
    "relaxed": ("never", "report and never fail a build"),
    "usual": ("error", "fail a build on errors"),
    "strict": ("warning", "fail a build on errors and warnings"),
}
"""How strict → what makes the exit status 1, and what that means in words."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a site is asked: its readers' countries, its kind and how strict to be (keys of the tables above)."""

    audience: tuple[str, ...] = ()
    kind: str = "blog"
    strictness: str = "usual"


def text(answers: Answers) -> str:
    """The config file for ``answers``, with a comment for everything one may want to change."""
    preset, _ = KINDS[answers.kind]
    fail_on, _ = STRICTNESS[answers.strictness]
    readers = ", ".join(answers.audience)
    audience = (
        f"audience: [{readers}]" if readers else "# audience: [US]   # not set: any country's helpline is accepted"
    )
    return f"""\
# How safelint checks this site. Every setting is described in the user guide (docs/guide.md).

# The rules to start from. `safelint rule list --preset NAME` shows what each one holds.
extends: {preset}

# The readers' countries. An article about suicide or self-harm should name a helpline that works there.
# `audience:` or `lang:` in the front matter of an article wins for that article.
{audience}

# What makes `safelint check` end with exit status 1: advice, warning, error or never.
fail-on: {fail_on}

# Rules or whole topics that do not run here. Say why, for whoever reads this next.
# ignore: [epidemic]

# A rule or topic that weighs more or less here than usual.
# severity: {{addict: warning}}

# Names that are never flagged: films, bands, books, programmes of your own.
# vocabulary: [Suicide Squad]

# Communities that asked for their word to stand first (“autistic person”).
# identity-first: [autistic, deaf]

# Files and folders left out when a folder is checked.
# exclude: ["drafts/**"]

# Other settings for some files; later ones win.
# overrides:
#   - files: ["clinical/**"]
#     preset: clinical
"""
