"""How a quote is called: 12345Q, its second revision 12345Q-R2."""

import re
from typing import Final

_NUMBER: Final = re.compile(
    r"#?\s*([0-9]{1,9})\s*-?\s*(?:q(?:\s*-?\s*r[0-9]{1,3})?|so)?", re.IGNORECASE
)


def quote_number(base: int, revision: int = 1) -> str:
    """Write a quote's number; the revision shows from the second on."""
    return f"{base}Q" if revision == 1 else f"{base}Q-R{revision}"


def find_base_number(text: str) -> int | None:
    """Read a number as people type it (12345, #12345Q-R2, 12345SO), or None if it is none."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found.group(1)) if found else None
