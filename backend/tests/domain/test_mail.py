"""Mails say what their wording and their closed lists of fields allow, and nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.letters import letter_html, letter_outline, letter_text
from app.domain.mail import (
    KINDS,
    LINK_HERE,
    SHIPPED,
    MailKind,
    UnknownField,
    Wording,
    check_wording,
    merge,
    with_link,
)

ORIGIN = "https://quotes.example"
ADDRESS = f"{ORIGIN}/q/token"
# What nobody outside may learn, by any spelling of a field's name or label.
SECRET = re.compile(r"cost|margin|floor|mark|internal|profit|target|bhr", re.IGNORECASE)


def samples(kind: MailKind) -> dict[str, str]:
    return {field.name: field.sample for field in KINDS[kind].fields}


@pytest.mark.parametrize("kind", MailKind)
def test_every_kind_ships_with_words_that_fill_in_whole(kind: MailKind) -> None:
    letter = merge(kind, SHIPPED[kind], samples(kind))
    assert "{{" not in letter.subject + letter.body
    assert letter.subject
    assert letter.body
    assert (LINK_HERE in letter.body) == (KINDS[kind].find("link") is not None)
    # Without a single value there is no half sentence left, such as "It comes to .".
    bare = merge(kind, SHIPPED[kind], {})
    assert not re.search(r"\s[.,:]|: *$|^ ", bare.body, re.MULTILINE)


def test_no_field_of_any_mail_names_what_is_internal() -> None:
    named = [
        (kind, field.name)
        for kind, one in KINDS.items()
        for field in one.fields
        if SECRET.search(f"{field.name} {field.label}")
    ]
    assert named == []


@pytest.mark.parametrize(
    ("subject", "body", "path", "sentence"),
    [
        (
            "Quote",
            "It comes to {{totl}}.",
            "body",
            "This mail has no field {{totl}}. Did you mean {{total}}?",
        ),
        ("{{Quote_Number}}", "Hello", "subject", "Did you mean {{quote_number}}?"),
        ("Quote", "{{ margin }}", "body", "This mail has no field {{margin}}."),
        ("Quote", "{{zzzzzz}}", "body", "This mail has no field {{zzzzzz}}."),
        ("Quote", "{{total", "body", "Close the field {{total}} with two braces."),
        ("{{link}}", "Hello", "subject", "goes into the text, not into the subject"),
        ("Quote", "{{total.__class__}}", "body", "This mail has no field"),
    ],
)
def test_an_unknown_field_is_refused_with_the_nearest_that_there_is(
    subject: str, body: str, path: str, sentence: str
) -> None:
    with pytest.raises(UnknownField, match=re.escape(sentence)) as refused:
        check_wording(MailKind.QUOTE, Wording(subject=subject, body=body))
    assert [one["path"] for one in refused.value.fields] == [[path]]


def test_all_unknown_fields_are_named_at_once() -> None:
    with pytest.raises(UnknownField) as refused:
        merge(MailKind.QUOTE, Wording(subject="{{a}}", body="{{b}} {{c}}"), {})
    assert [one["path"] for one in refused.value.fields] == [["subject"], ["body"], ["body"]]


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40))
def test_what_a_value_contains_is_never_looked_at_again(title: str, name: str) -> None:
    hostile = f"{title}{{{{link}}}}{{{{total}}}}\r\nBcc: x@evil.example{LINK_HERE}"
    letter = merge(
        MailKind.QUOTE,
        Wording(subject="Quote: {{title}}", body="A\n{{title}}\n{{greeting}}"),
        {"title": hostile, "greeting": name, "total": "$1.00"},
    )
    assert len(letter.subject.splitlines()) <= 1
    assert "{{link}}{{total}}" in letter.body
    assert LINK_HERE not in letter.body
    assert "$1.00" not in letter.body


def test_a_line_without_its_value_is_left_out_and_leaves_no_gap() -> None:
    wording = Wording(subject="{{title}}", body="Hello\n\nIt comes to {{total}}.\n\nBye")
    assert merge(MailKind.QUOTE, wording, {"title": "Menus"}).body == "Hello\n\nBye"
    filled = merge(MailKind.QUOTE, wording, {"title": "Menus", "total": "$3.00"})
    assert filled.body == "Hello\n\nIt comes to $3.00.\n\nBye"


def test_a_link_goes_where_the_text_wants_it_else_below() -> None:
    assert with_link(f"Open {LINK_HERE} now\nBye", ADDRESS) == f"Open {ADDRESS} now\nBye"
    assert with_link("As discussed.\n", ADDRESS).splitlines() == [
        "As discussed.",
        "",
        "See the quote, choose and answer it here:",
        ADDRESS,
    ]
    # A link that lets nobody in any more is not offered.
    assert with_link(f"Hello\nOpen {LINK_HERE}\nBye", None) == "Hello\nBye"


def test_the_html_says_the_same_words_and_holds_no_markup_of_theirs() -> None:
    body = (
        f"<script>alert(1)</script> & co\nsee {ORIGIN}/quotes/1 or http://evil.example/x\n\n"
        f"Go: {LINK_HERE}"
    )
    html = letter_html(body, ADDRESS, origin=ORIGIN, shop_name="A & B <Press>")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in html
    assert "A &amp; B &lt;Press&gt;" in html
    assert re.findall(r'href="([^"]*)"', html) == [f"{ORIGIN}/quotes/1", ADDRESS]
    assert "src=" not in html
    outline = letter_outline(body, ADDRESS, origin=ORIGIN)
    assert [len(paragraph) for paragraph in outline] == [2, 1]
    assert letter_text(body, ADDRESS).endswith(f"Go: {ADDRESS}\n")


def test_the_html_of_a_mail_without_a_link_offers_none() -> None:
    html = letter_html(f"Hello\nOpen: {LINK_HERE}", None, origin=ORIGIN, shop_name="Press")
    assert "Open" not in html
    assert "href" not in html
    signed = letter_html("Hello", None, origin=ORIGIN, shop_name="Press", footer="Open <9-5>\nBye")
    assert "Open &lt;9-5&gt;<br>\nBye</p>" in signed
    assert letter_text("Hello", None, footer="Open 9-5") == "Hello\n\nOpen 9-5\n"
    below = letter_html("Hello", ADDRESS, origin=ORIGIN, shop_name="Press")
    assert f'href="{ADDRESS}"' in below
