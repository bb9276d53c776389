"""The engine's kept answers, as far as they say where a price comes from."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import text

from app.db import Reader

# Of a whole answer of some ten kilobytes, what a comparison takes apart is a third.
_ESTIMATES: Final = text("""
  SELECT coalesce(json_object_agg(n.id, json_strip_nulls(json_build_object(
    'internal', json_build_object(
      'buckets', n.estimate #> '{internal,buckets}', 'items', n.estimate #> '{internal,items}',
      'price_steps', n.estimate #> '{internal,price_steps}'),
    'listed', n.estimate -> 'listed'))), '{}')::text
  FROM forge_line_quantities n
  WHERE n.id = ANY(CAST(:ids AS uuid[])) AND n.estimate IS NOT NULL
""")


async def find_estimates(reader: Reader, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return by the ids of quantities what each price was made from; what is not kept is left out.

    Costs are among it: it is for comparing, and not for showing.
    """
    row = await reader.first(_ESTIMATES, {"ids": list(ids)})
    found: dict[str, dict[str, Any]] = {} if row is None else json.loads(row[0])
    return found
