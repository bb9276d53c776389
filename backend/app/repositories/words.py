"""The words that there are to be found, and which of them are near to one that is not among them.

Comparing a misspelt word with the few thousand words that a shop ever wrote takes a hundredth of
comparing it with the texts that they stand in.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import text

from app.db import Reader, Session

# One letter may be wrong in a word of four, two in a longer one; two that changed places are one.
# The beginning of a longer word counts a little less than a word as long as what was typed.
_NEAREST: Final = text("""
  WITH asked AS MATERIALIZED (
    SELECT place, forge_fold(typed) AS word, length(forge_fold(typed)) AS size
    FROM unnest(CAST(:words AS text[])) WITH ORDINALITY AS words(typed, place)
  ), measured AS MATERIALIZED (
    SELECT DISTINCT asked.place, asked.word AS typed, asked.size, known.word,
      levenshtein_less_equal(known.word, asked.word, 2) AS whole,
      levenshtein_less_equal(left(known.word, asked.size), asked.word, 1) AS begun
    FROM asked JOIN forge_search_words known ON length(known.word) >= asked.size - 2
    WHERE levenshtein_less_equal(left(known.word, asked.size), asked.word, 2) <= 2
  ), ranked AS (
    SELECT place, word, far, left(word, 1) <> left(typed, 1) AS other,
      rank() OVER (PARTITION BY place ORDER BY far) AS rank
    FROM (
      SELECT *, CASE
        WHEN whole = 2 AND length(word) = size AND ARRAY(
          SELECT letter FROM regexp_split_to_table(word, '') letter ORDER BY letter
        ) = ARRAY(
          SELECT letter FROM regexp_split_to_table(typed, '') letter ORDER BY letter
        ) THEN 1
        ELSE least(whole, begun + 0.5) END AS far
      FROM measured
    ) told
    WHERE far <= CASE WHEN size < 5 THEN 1 ELSE 2 END
  ), nearest AS (
    SELECT place, word, row_number() OVER (PARTITION BY place ORDER BY other, word) AS turn
    FROM ranked WHERE rank = 1
  )
  SELECT json_agg(json_build_array(place, word) ORDER BY place, turn)
  FROM nearest WHERE turn <= :most
""")
MOST_NEAREST: Final = 5


async def find_nearest(source: Session | Reader, words: Sequence[str]) -> dict[int, list[str]]:
    """Return the known words that are nearest to each of these, by its place among them.

    A word that is known is the nearest to itself; one that resembles none has none.
    """
    parameters = {"words": list(words), "most": MOST_NEAREST}
    if isinstance(source, Reader):
        row = await source.first(_NEAREST, parameters)
    else:
        row = (await source.execute(_NEAREST, parameters)).first()
    found: dict[int, list[str]] = {}
    for place, word in (row[0] if row is not None else None) or []:
        found.setdefault(place - 1, []).append(word)
    return found
