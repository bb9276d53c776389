"""A wording becomes a letter: its fields are found, checked against the kind's list, replaced.

There is no language in it: a field is replaced once by a value, and what a value contains is never
looked at again. A line with a field that has no value is left out as a whole, so that no sentence
stands there without its figure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from app.domain.errors import ValidationError
from app.domain.mail.kinds import KINDS, LINK_HERE, MailKind

# What opens with two braces is meant as a field, closed or not.
_FIELD: Final = re.compile(r"\{\{(?P<name>[^{}\n]*)(?P<end>\}\})?")
_GAP: Final = re.compile(r"\n{3,}")
_SIMILAR: Final = 0.5
LONGEST_SUBJECT: Final = 250
LINK_BELOW: Final = "See the quote, choose and answer it here:"


class UnknownField(ValidationError):
    """The mail has no such field; the sentence names it, and the nearest that there is."""

    code = "mail_field_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A mail before its fields are filled in."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail as it is kept: one line of subject, and plain text with the link's place marked."""

    subject: str
    body: str


def check_wording(kind: MailKind, wording: Wording) -> None:
    """Pass if every field of the wording is one of the kind's.

    Raises:
        UnknownField: with one sentence for each that is not.
    """
    problems = [
        {"path": [part], "message": message}
        for part, text in (("subject", wording.subject), ("body", wording.body))
        for message in _problems(kind, text, is_subject=part == "subject")
    ]
    if problems:
        raise UnknownField(str(problems[0]["message"]), {"fields": problems})


def _problems(kind: MailKind, text: str, *, is_subject: bool) -> Iterator[str]:
    known = KINDS[kind]
    for found in _FIELD.finditer(text):
        name = found["name"].strip()
        field = known.find(name)
        if found["end"] is None:
            yield f"Close the field {{{{{name}}}}} with two braces."
        elif field is None:
            names = [one.name for one in known.fields]
            close = get_close_matches(name.lower(), names, n=1, cutoff=_SIMILAR)
            hint = f" Did you mean {{{{{close[0]}}}}}?" if close else ""
            yield f"This mail has no field {{{{{name}}}}}.{hint}"
        elif is_subject and field.body_only:
            yield f"{{{{{name}}}}} goes into the text, not into the subject."


def merge(kind: MailKind, wording: Wording, values: Mapping[str, str]) -> Letter:
    """Fill a checked wording in.

    A field without a value is empty; the link is only marked, by ``LINK_HERE``.

    Raises:
        UnknownField: the wording was not checked.
    """
    check_wording(kind, wording)
    filled = {name: value.replace(LINK_HERE, "") for name, value in values.items()}
    if KINDS[kind].find("link") is not None:
        filled["link"] = LINK_HERE

    def fill(found: re.Match[str]) -> str:
        return filled.get(found["name"].strip(), "")

    def is_whole(line: str) -> bool:
        return all(fill(found) for found in _FIELD.finditer(line))

    subject = " ".join(_FIELD.sub(fill, wording.subject.replace(LINK_HERE, "")).split())
    text = wording.body.replace(LINK_HERE, "").replace("\r\n", "\n")
    lines = [_FIELD.sub(fill, line).rstrip() for line in text.split("\n") if is_whole(line)]
    return Letter(
        subject=subject[:LONGEST_SUBJECT].rstrip(),
        body=_GAP.sub("\n\n", "\n".join(lines)).strip("\n"),
    )


def with_link(body: str, address: str | None) -> str:
    """Return a mail's text with the customer's link in its place, else below; or without one."""
    if address is None:
        kept = "\n".join(line for line in body.split("\n") if LINK_HERE not in line)
        return _GAP.sub("\n\n", kept).strip("\n")
    if LINK_HERE in body:
        return body.replace(LINK_HERE, address)
    return f"{body.rstrip()}\n\n{LINK_BELOW}\n{address}"
