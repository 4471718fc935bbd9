"""ISO 3166-1 alpha-2 codes, and XK as many use it for Kosovo, to tell a country from a slip of the keyboard."""

from __future__ import annotations

CODES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()  # noqa: SIM905  a page of codes reads better than a page of quotes
)

USUAL = {"UK": "GB", "EN": "GB", "USA": "US", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB"}
"""What people write → the code they mean."""


def country(word: str) -> str:
    """The code for ``word`` in upper case, or an empty string when it is none."""
    code = word.strip().upper()
    return code if code in CODES else ""


def hint(word: str) -> str:
    """A sentence that helps with a word that is no country code."""
    meant = USUAL.get(word.strip().upper())
    return f"Did you mean “{meant}”?" if meant else "Two letters, such as US, GB, IE, CA, AU (ISO 3166)."
