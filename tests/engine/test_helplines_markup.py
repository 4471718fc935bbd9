"""Numbers that a page shows and its source hides."""

import pytest

import safelint


def found(text, audience="US", **options):
    return [(one.state, one.helpline) for one in safelint.lint_text(text, audience=audience, **options).helplines]


CURRENT, OLD = ("current", "US/988"), ("renamed", "US/nspl")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{{< helpline number="988" >}}\n\nA text.\n', CURRENT),
        ('{{% callout tel="1-800-273-8255" %}}\nx\n{{% /callout %}}\n', OLD),
        ('{% include helpline.html number="1-800-273-8255" %}\n', OLD),
        ("{{< lifeline 988 >}}\n", CURRENT),
        ('<Helpline number="1-800-273-8255" />\n\nA text.\n', OLD),
        ('A text, and <span data-phone="1-800-273-TALK">a way to call</span>.\n', OLD),
        ("---\ntitle: x\ncrisis_line: 1-800-273-8255\n---\nA text.\n", OLD),
        ("---\ntitle: x\nfooter:\n  helpline: '988'\n---\nA text.\n", CURRENT),
        ('---\ntitle: x\nhelplines: ["988", "911"]\n---\nA text.\n', CURRENT),
        ("---\ntitle: x\ncallToAction: Call 988\n---\nA text.\n", CURRENT),
        ('+++\ntitle = "x"\nphone = "1-800-273-8255"\n+++\nA text.\n', OLD),
        ('[helpline phone="1-800-273-8255"]\n', OLD),
        ("[Write][a]\n\n[a]: tel:988\n", CURRENT),
        ("<tel:988>\n", CURRENT),
    ],
)
def test_in_markdown(text, wanted):
    assert wanted in found(text)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<p data-phone="1-800-273-8255">Call us</p>', OLD),
        ('<a href="/x" aria-label="Call 1-800-273-8255">Call</a>', OLD),
        ('<button aria-label="Call 988">Call</button>', CURRENT),
        ('<button data-phone="988">Call</button>', CURRENT),
        ('<a href="tel:988">Call</a>', CURRENT),
        ('<a href="TEL:+1%20800%20273%208255">Call</a>', OLD),
        ('<a href="tel:1-800-273-TALK">Call</a>', OLD),
        ('<a href="tel:+18002738255;ext=1">Call</a>', OLD),
        ('<a href="sms:741741?&body=HOME">Write</a>', ("current", "US/crisis-text-line")),
        ('<a href="smsto:741741">Write</a>', ("current", "US/crisis-text-line")),
        ('<a href="https://wa.me/18002738255">Write</a>', OLD),
        ('<meta name="description" content="Call 988 at any time"><p>x</p>', CURRENT),
        ("<p>Call １－８００－２７３－ＴＡＬＫ</p>", OLD),
        ("<p>Call 1&nbsp;800&nbsp;273&nbsp;8255</p>", OLD),
        ("<p>Call 1-800-<wbr>273-8255</p>", OLD),
        ("<dl><dt>988 Lifeline</dt><dd>988</dd></dl>", CURRENT),
    ],
)
def test_in_html(html, wanted):
    assert wanted in found(html, format="html")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Phone: tel:988", CURRENT),
        ("Helpline:1-800-273-8255", OLD),
        ("See https://988lifeline.org/ or 988lifeline.org/chat for help", CURRENT),
        ("Call ９８８", CURRENT),
        ("Call １－８００－２７３－８２５５", OLD),
        ("call 1.800.273.talk", OLD),
        ("Call 1 (800) 273-TALK (8255)", OLD),
        ("Call 1–800–273–8255", OLD),
    ],
)
def test_in_plain_text(text, wanted):
    assert wanted in found(text, format="text")


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("---\ntitle: x\ndate: 1988-09-08\nweight: 988\nid: 741741\nissue: 988\n---\nA text.\n", "US"),
        ("---\ntitle: x\ncount: 116123\n---\nA text.\n", "GB"),
        ("---\ntitle: x\nsupport: 988 members since spring\n---\nA text.\n", "US"),
        ('<img width="988" height="741" src="988.png" alt="A path by the sea">\n', "US"),
        ('{{< figure src="988.png" width="988" >}}\n', "US"),
        ("<!-- helpline: 1-800-273-8255 -->\n\nA text.\n", "US"),
        ('```html\n<Helpline phone="988" />\n```\n', "US"),
        ('<script>var phone = "1-800-273-8255"</script>\n\nA text.\n', "US"),
    ],
)
def test_what_is_no_helpline_in_mark_up(text, audience):
    assert found(text, audience) == []
    assert found(text, audience, format="html") == [] or text.startswith(("---", "```"))


def test_a_number_that_stands_in_the_words_too_counts_once():
    assert found('<a href="tel:988" data-phone="988">988</a> is a number to call', format="html").count(CURRENT) == 2


def test_the_message_names_the_number_and_not_the_words_beside_it():
    text = "---\ntitle: After a suicide\ncrisis_line: 1-800-273-8255\n---\nGrief after a suicide can last.\n"
    result = safelint.lint_text(text, audience="US")
    (finding,) = [one for one in result.findings if one.rule == "helpline-retired"]
    assert "“1-800-273-8255” is out of date" in finding.message
    (mention,) = result.helplines
    assert (mention.start.line, mention.start.column) == (3, 14)


def test_a_shortcode_with_a_number_answers_the_need_for_a_helpline():
    text = '# After a suicide\n\nGrief after a suicide can last. Talk about suicide.\n\n{{< helpline "988" >}}\n'
    rules = [one.rule for one in safelint.lint_text(text, audience="US").findings]
    assert "helpline-missing" not in rules


@pytest.mark.parametrize(
    ("text", "audience", "helpline"),
    [
        ("| Service | Phone |\n|---|---|\n| Samaritans | 116 123 |\n", "GB", "GB/samaritans"),
        ("## Samaritans\n\n116 123\n", "GB", "GB/samaritans"),
        ("- Lifeline\n- 13 11 14\n", "AU", "AU/lifeline"),
    ],
)
def test_a_number_alone_after_a_block_that_names_its_service(text, audience, helpline):
    assert ("current", helpline) in found(text, audience)
