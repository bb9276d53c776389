"""Quotes as no two people write them: every kind of line, and figures that love to be a cent off.

What is drawn depends on the seed alone, so a quote that fails a test can be drawn again.
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from tests.factories.quotes import Json, Parties, put, spec

# The engine's own work is not what these quotes are for: a few jobs in a few quantities give prices
# with every ending, and what people type on top of them does the rest.
JOBS: list[Json] = [
    spec(),
    spec(trim_width="6", trim_height="4", product_type="postcard"),
    spec(colours_back=0, stock="c2s-14"),
    spec(trim_width="8.5", trim_height="11", colours_front=1, colours_back=0),
    # Too large for any press: a line that has no price.
    spec(trim_width="40", trim_height="60"),
]
QUANTITIES = [1, 3, 25, 100, 250, 333, 500, 1_000, 2_500]
SHARES = ["0", "0", "0", "0.05", "0.0333", "0.125", "0.0001", "0.9999", "1"]
TYPED = ["0.00", "0.01", "0.05", "1.00", "9.99", "77.77", "100.10", "1234.56"]
UNIT_PRICES = ["0.0126", "0.333333", "0.005", "1.005", "25.00", "0.000001", "99.995"]
MARGINS = ["0.35", "0.4999", "-0.2", "0"]
SECTIONS = ["", "", "Stationery", "Mailing"]
TAX_CODES = ["taxable", "taxable", "exempt", "resale"]
CERTIFICATES: list[tuple[str, date | None] | None] = [
    None,
    ("exempt", None),
    ("exempt", date(2026, 11, 20)),
    ("exempt", date(2026, 11, 19)),
    ("resale", None),
    ("resale", date(2020, 1, 1)),
]
LEVELS = ["standard", "trade"]


@dataclass(slots=True)
class QuoteMaker:
    """Draws quotes for these customers, and changes to them."""

    random: Random
    parties: list[Parties]

    def create(self) -> Json:
        """Draw the body that makes a quote of up to three lines."""
        chosen = self.random.choice(self.parties)
        lines = [self.line() for _ in range(self.random.randint(0, 3))]
        priced = [line for line in lines if line["kind"] != "note"]
        if len(priced) > 1 and self.random.random() < 0.4:
            priced[-1]["alternate_of"] = priced[0]["id"]
        return {
            "customer_id": str(chosen.customer_id),
            "contact_id": str(chosen.contact_id),
            "title": f"Job {self.random.randrange(10_000)}",
            "lines": lines,
        }

    def changes(self, quote: Json) -> list[Json]:
        """Draw what somebody does to the quote next."""
        pick = self.random.choice
        fields: Json = {"discount_percent": pick(SHARES), "discount_amount": pick(TYPED)}
        drawn: list[Json] = [{"op": "set", **fields}, put(self.line())]
        if quote["lines"] and self.random.random() < 0.5:
            gone = pick(quote["lines"])["id"]
            drawn.append({"op": "remove_line", "id": gone})
        if quote["lines"] and self.random.random() < 0.5:
            again = {**self.line(), "id": pick(quote["lines"])["id"]}
            stands_for = [one for one in quote["lines"] if one["alternate_of"] == again["id"]]
            if not (stands_for and again["kind"] == "note"):
                drawn.append(put(again, after_id=None))
        return drawn

    def line(self) -> Json:
        """Draw a line of any kind."""
        pick = self.random.choice
        kind = pick(["product", "product", "product", "outside", "charge", "note"])
        line: Json = {
            "id": self._id(),
            "kind": kind,
            "title": pick(["Cards", "Flyers", "Design", "Delivery"]),
            "section": pick(SECTIONS),
            "tax_code": pick(TAX_CODES),
            "discount_percent": pick(SHARES),
            "optional": self.random.random() < 0.15,
        }
        if kind == "product":
            # The one job that no press takes is drawn seldom: it leaves the whole quote open.
            line["spec"] = JOBS[-1] if self.random.random() < 0.02 else pick(JOBS[:-1])
        elif kind == "outside":
            line |= {"vendor": "Bindery Bros.", "cost": pick([*UNIT_PRICES, None])}
            line["unit_price"] = pick([None, pick(UNIT_PRICES)])
        elif kind == "charge":
            line["unit_price"] = pick([*UNIT_PRICES, None])
        if kind != "note":
            line["quantities"] = self._quantities()
        return line

    def _quantities(self) -> list[Json]:
        amounts = self.random.sample(QUANTITIES, self.random.randint(1, 3))
        # Nine lines of ten have a choice, else hardly any quote of several would have a total.
        chosen = self.random.randrange(len(amounts)) if self.random.random() < 0.95 else -1
        return [
            {
                "id": self._id(),
                "quantity": amount,
                "selected": place == chosen,
                **self._typed(),
            }
            for place, amount in enumerate(amounts)
        ]

    def _typed(self) -> Json:
        how = self.random.random()
        if how < 0.7:
            return {}
        if how < 0.8:
            return {"typed_unit_price": self.random.choice(UNIT_PRICES)}
        if how < 0.85:
            return {"target_margin": self.random.choice(MARGINS)}
        return {"typed_price": self.random.choice(TYPED), "typed_reason": "Agreed by phone"}

    def _id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))
