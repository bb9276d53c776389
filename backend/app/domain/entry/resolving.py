"""From stretches that could mean something to the specification of one line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.domain.entry import finishing, papers
from app.domain.entry.amounts import MOST_QUANTITIES, counts_text
from app.domain.entry.folding import words_of
from app.domain.entry.printing import Mark, Printing, mark_label
from app.domain.entry.reading import FieldValue, Offer, Sourced
from app.domain.entry.saying import (
    Choice,
    Said,
    choose,
    days_text,
    price_text,
    refuse,
    refused_value,
    simple_field,
)
from app.domain.entry.senses import (
    Bleed,
    Colours,
    Face,
    Ink,
    MarginTarget,
    Measure,
    OperationDescribed,
    OperationNamed,
    Product,
    Quantities,
    Sense,
    Sides,
    Size,
    StockDescribed,
    StockNamed,
    Turnaround,
    UnitPrice,
)
from app.domain.entry.sizes import convert, size_label, size_typed, sizes_meant
from app.domain.entry.vocabulary import Vocabulary
from app.domain.entry.words import FieldForm, OperationWords, ProductWords, StockWords
from app.domain.money import decimal_text
from app.domain.units import Unit

COVER: Final = "cover_"


@dataclass(slots=True)
class Job:
    """The line as far as it was read; ``fields`` begins with what its product usually has.

    ``settled`` says anew what earlier pieces mean that a later one made clear.
    """

    vocabulary: Vocabulary
    product: ProductWords | None
    fields: dict[str, Sourced[FieldValue]] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    unit_price: Sourced[Decimal] | None = None
    margin: Sourced[Decimal] | None = None
    printing: dict[str, Printing] = field(default_factory=dict)
    work: finishing.Work = field(default_factory=finishing.Work)
    choices: dict[str, Choice] = field(default_factory=dict)
    settled: dict[int, Said] = field(default_factory=dict)
    drops_next: bool = False

    def take(self, sense: Sense, senses: Sequence[Sense], place: int) -> Said | None:
        """Take one meaning into the line as the piece of that place; None where it says nothing.

        ``senses`` is all that the same words can mean: papers and operations are found among them.
        """
        said: Said | None = None
        match sense:
            case Product(code):
                said = self._product(code)
            case StockNamed() | StockDescribed():
                said = self._stock(senses, place)
            case OperationNamed() | OperationDescribed():
                said = self._operation(senses, place)
            case Quantities():
                said = self._quantities(sense, place)
            case Size() | Measure():
                said = self._size(sense, place)
            case Colours() | Ink() | Face() | Sides():
                said = self._print(sense, place)
            case UnitPrice() | MarginTarget():
                said = self._aim(sense, place)
            case _:
                said = self._setting(sense, place)
        return said

    def finish(self) -> None:
        """Settle what only the whole line decides: faces, finishing, the bleed's unit."""
        product = self.product
        if product is None:
            return
        for prefix, printing in self.printing.items():
            names = (f"{prefix}colours_front", f"{prefix}colours_back")
            faces = printing.faces(*map(self._int, names))
            for name, face in zip(names, faces, strict=True):
                if product.field(name) is not None:
                    self.fields[name] = Sourced(face.value, face.pieces)
        kinds = {one.code: one.kind for one in self.vocabulary.operations}
        for form in product.fields_of("operations"):
            usual = form.default if isinstance(form.default, tuple) else ()
            self._settle_work(form)
            done = self.work.finish(form.name, usual, kinds)
            self.fields[form.name] = Sourced(done.value, done.pieces)
        bleed = self.fields.get("bleed")
        if self._unit() == "mm" and bleed is not None and not bleed.pieces:
            inches = Decimal(str(bleed.value or 0))
            self.fields["bleed"] = Sourced(decimal_text(convert(inches, "in", "mm")))

    def _settle_work(self, form: FieldForm) -> None:
        """A folded flyer that is also tri-folded has one fold: the word that says which."""
        names = {one.code: one.name for one in self.vocabulary.operations}
        for at, code in self.work.settle(form.name).items():
            self.settled[at] = Said(form.name, names[code])

    def _product(self, code: str) -> Said:
        product = self.vocabulary.product(code)
        label = code if product is None else product.name
        if self.product is None or product is None or code == self.product.code:
            return Said("product_type", label)
        # Booklets with a self cover are one product, and so are custom postcards.
        own = {*words_of(self.product.name), *words_of(self.product.title)}
        if product.is_general or own.issuperset(words_of(product.title)):
            return Said()
        return refuse(f"A line holds one product, and this would be a second one: {label}.")

    def _stock(self, senses: Sequence[Sense], place: int) -> Said | None:
        form = self._stock_field(senses)
        meant = self._stocks_for(form, senses)
        if not meant:
            return None
        if form is None:
            # The plies of a set have their own papers: ncr says no more than the product does.
            plies = [] if self.product is None else self.product.fields_of("stocks")
            is_own = any(meant[0].family in one.families for one in plies)
            said = Said("stocks" if is_own else "stock", meant[0].name)
            return said if self.product is None or is_own else self._no_place(meant[0].name)
        return self._one_of(form.name, [(one.code, papers.offer_of(one)) for one in meant], place)

    def _one_of(self, name: str, choices: Sequence[tuple[str, Offer]], place: int) -> Said:
        """Take the first of several; words that fit an earlier choice make it narrower."""
        codes = [code for code, _ in choices]
        before = self.choices.get(name)
        if before is not None:
            narrower = [one for one in before.among if one[0] in codes]
            if not narrower:
                label = choices[0][1].label
                first = before.among[0][1].label
                return refuse(f"{label} beside {first}: keep one of the two.", name)
            choices = narrower
        places = (*(before.places if before is not None else ()), place)
        self.choices[name] = Choice(tuple(choices), places)
        self.fields[name] = Sourced(choices[0][0], places)
        offers = [offer for _, offer in choices]
        said = (
            choose(name, offers[0].label, offers)
            if len(choices) > 1
            else Said(name, offers[0].label)
        )
        self.settled |= dict.fromkeys(places[:-1], said)
        return said

    def _stock_field(self, senses: Sequence[Sense]) -> FieldForm | None:
        """Find which of a product's papers is meant: one that suits, and is not given yet."""
        forms = [] if self.product is None else self.product.fields_of("stock")
        waiting = [form for form in forms if not self._pieces_of(form.name)] or forms
        for form in waiting:
            meant = self._stocks_for(form, senses)
            if meant and meant[0].family in form.families:
                return form
        return next(iter(waiting), None)

    def _stocks_for(self, form: FieldForm | None, senses: Sequence[Sense]) -> list[StockWords]:
        families = () if form is None else form.families
        usual = form.default if form is not None and isinstance(form.default, str) else None
        return papers.stocks_meant(senses, self.vocabulary.stocks, families, usual)

    def _operation(self, senses: Sequence[Sense], place: int) -> Said | None:
        everything = self.vocabulary.operations
        named = finishing.operations_meant(senses, everything, None)
        if not named:
            return None
        if self.product is None:
            return Said("finishing", named[0].name)
        if self.drops_next:
            for one in named:
                self.work.dropped.setdefault(one.code, []).append(place)
            return Said("finishing", f"no {named[0].name.lower()}")
        for form in self.product.fields_of("operations", "operation"):
            offered = [one.value for one in form.options if isinstance(one.value, str)]
            meant = finishing.operations_meant(senses, everything, offered)
            if meant:
                return self._work(form, meant, place)
        return refuse(f"{named[0].name} is not offered for {self.product.title}.")

    def _work(self, form: FieldForm, meant: Sequence[OperationWords], place: int) -> Said:
        choices = [(one.code, finishing.offer_of(one)) for one in meant]
        if form.kind == "operation":
            return self._one_of(form.name, choices, place)
        self.work.take(form.name, [one.code for one in meant], place)
        if len(meant) > 1:
            return choose(form.name, meant[0].name, [offer for _, offer in choices])
        return Said(form.name, meant[0].name)

    def _quantities(self, sense: Quantities, place: int) -> Said:
        fresh = [count for count in sense.counts if count not in self.counts]
        if len(self.counts) + len(fresh) > MOST_QUANTITIES:
            return refuse(f"A line holds at most {MOST_QUANTITIES} quantities.", "quantities")
        self.counts |= dict.fromkeys(fresh, place)
        if sense.others:
            choices = (sense.counts, sense.others)
            return choose(
                "quantities",
                counts_text(sense.counts),
                [
                    Offer(text="/".join(map(str, counts)), label=counts_text(counts))
                    for counts in choices
                ],
            )
        return Said("quantities", counts_text(sense.counts))

    def _size(self, sense: Size | Measure, place: int) -> Said | None:
        if isinstance(sense, Measure):
            return self._measure(sense, place)
        if sense.product and (self.product is None or sense.product != self.product.code):
            return None
        meant = sizes_meant(sense, self.product, self.vocabulary.usual_unit)
        size = meant[0]
        label = size_label(size)
        said = self._set("trim_width", decimal_text(size.width), label, place)
        if said.status == "understood":
            said = self._set(
                "trim_height", decimal_text(size.height), label, place, of="trim_width"
            )
        if said.status == "understood" and self.product is not None and size.unit is not None:
            self.fields["unit"] = Sourced(size.unit, (place,))
        if said.status == "understood" and len(meant) > 1:
            offers = [Offer(text=size_typed(one), label=size_label(one)) for one in meant]
            return choose("trim_width", label, offers)
        return said

    def _measure(self, sense: Measure, place: int) -> Said:
        unit = sense.unit or self._unit()
        if sense.unit is not None and self.product is not None:
            self.fields["unit"] = Sourced(unit, (place,))
        label = f"{decimal_text(sense.length)} {unit}"
        return self._set(sense.field, decimal_text(sense.length), label, place)

    def _print(self, sense: Mark, place: int) -> Said:
        label = mark_label(sense)
        prefix = self._printed_part(sense)
        if self.product is not None:
            form = self.product.field(f"{prefix}colours_front")
            if form is None:
                return self._no_place(label)
            problem = self._refused_inks(sense, prefix)
            if problem is not None:
                return problem
        self.printing.setdefault(prefix, Printing()).marks.append((place, sense))
        is_back = isinstance(sense, Face) and sense.name == "back"
        return Said(f"{prefix}colours_back" if is_back else f"{prefix}colours_front", label)

    def _printed_part(self, sense: Mark) -> str:
        """Say which part's inks are meant: a second 4/4 is the cover's, where there is a cover."""
        known = self.printing.get("", Printing()).marks
        has_cover = self.product is not None and self.product.field(f"{COVER}colours_front")
        again = isinstance(sense, Colours) and any(isinstance(mark, Colours) for _, mark in known)
        return COVER if has_cover and (again or COVER in self.printing) else ""

    def _refused_inks(self, sense: Mark, prefix: str) -> Said | None:
        inks: tuple[tuple[str, int], ...] = ()
        if isinstance(sense, Colours):
            inks = (("colours_front", sense.front), ("colours_back", sense.back))
        elif isinstance(sense, Ink):
            inks = (("colours_front", sense.colours),)
        for name, count in inks:
            form = None if self.product is None else self.product.field(f"{prefix}{name}")
            wrong = None if form is None else refused_value(form, count)
            if wrong is not None:
                return refuse(wrong, f"{prefix}{name}")
        return None

    def _aim(self, sense: UnitPrice | MarginTarget, place: int) -> Said:
        if self.unit_price is not None or self.margin is not None:
            return refuse("A line has one typed price or one margin: keep one of the two.")
        if isinstance(sense, UnitPrice):
            self.unit_price = Sourced(sense.amount, (place,))
            return Said("unit_price", f"${price_text(sense.amount)} each, typed")
        self.margin = Sourced(sense.share, (place,))
        return Said("margin", f"{decimal_text(sense.share * 100)} % margin")

    def _setting(self, sense: Sense, place: int) -> Said | None:
        match sense:
            case Turnaround(days):
                return self._turnaround(days, place)
            case Bleed(length, unit):
                return self._bleed(length, unit, place)
        field_of = simple_field(sense)
        return None if field_of is None else self._set(*field_of, place)

    def _turnaround(self, days: int | None, place: int) -> Said:
        form = None if self.product is None else self.product.field("turnaround_days")
        known = [] if form is None else [one for one in form.options if one.value is not None]
        if days is None and known:
            self.fields["turnaround_days"] = Sourced(known[0].value, (place,))
            offers = [Offer(text=days_text(one.value), label=one.label) for one in known]
            return choose("turnaround_days", known[0].label, offers)
        if days is None:
            return Said("turnaround_days", "rush")
        options = [] if form is None else form.options
        label = next((one.label for one in options if one.value == days), None)
        longest = max((one.value for one in known if isinstance(one.value, int)), default=None)
        if label is None and longest is not None and days > longest:
            # The shop's standard takes no longer than this: nothing is in a hurry.
            standard = next((one.label for one in options if one.value is None), "Standard")
            return self._set("turnaround_days", None, f"{days} days: {standard.lower()}", place)
        return self._set("turnaround_days", days, label or days_text(days), place)

    def _bleed(self, length: Decimal | None, unit: Unit | None, place: int) -> Said:
        form = None if self.product is None else self.product.field("bleed")
        if length is None:
            own = Decimal(str(form.default or 0)) if form is not None else Decimal(0)
            length, unit = own or self.vocabulary.usual_bleed, "in"
        if not length:
            return self._set("bleed", "0", "no bleed", place)
        target = self._unit()
        label = f"{decimal_text(length)} {unit or target} bleed"
        return self._set(
            "bleed", decimal_text(convert(length, unit or target, target)), label, place
        )

    def _set(
        self, name: str, value: FieldValue, label: str, place: int, *, of: str | None = None
    ) -> Said:
        """Fill a field; the piece is ``of`` another one where it fills both."""
        if self.product is None:
            return Said(of or name, label)
        form = self.product.field(name)
        if form is None:
            return self._no_place(label)
        wrong = refused_value(form, value)
        if wrong is not None:
            return refuse(wrong, name)
        before = self.fields.get(name)
        if before is not None and before.pieces and before.value != value:
            return refuse(f"{form.label} is given twice: keep one of the two.", name)
        places = (*(before.pieces if before is not None else ()), place)
        self.fields[name] = Sourced(value, places)
        return Said(of or name, label)

    def _no_place(self, label: str) -> Said:
        title = "" if self.product is None else self.product.title
        return refuse(f"{title} have no place for {label}.")

    def _pieces_of(self, name: str) -> tuple[int, ...]:
        sourced = self.fields.get(name)
        return () if sourced is None else sourced.pieces

    def _unit(self) -> Unit:
        unit = self.fields.get("unit")
        return "mm" if unit is not None and unit.value == "mm" else "in"

    def _int(self, name: str) -> int:
        sourced = self.fields.get(name)
        return sourced.value if sourced is not None and isinstance(sourced.value, int) else 0


def start_job(vocabulary: Vocabulary, product: ProductWords | None) -> Job:
    """Begin a line with all that its product usually has."""
    if product is None:
        return Job(vocabulary, None)
    fields: dict[str, FieldValue] = {**product.fixed}
    fields |= {
        form.name: form.default
        for form in product.fields
        if form.default is not None or form.may_be_empty
    }
    if product.sizes:
        size = product.sizes[0]
        fields |= {"trim_width": size.width, "trim_height": size.height, "unit": size.unit}
    return Job(vocabulary, product, {name: Sourced(value) for name, value in fields.items()})
