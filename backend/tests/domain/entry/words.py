"""A small shop's vocabulary: what the grammar's tests are written in."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.domain.entry.trade_words import TRADE_WORDS
from app.domain.entry.vocabulary import Vocabulary
from app.domain.entry.words import (
    FieldForm,
    OperationWords,
    Option,
    ProductWords,
    StockWords,
    UsualSize,
)

INKS = (Option(value=4, label="Full colour"), Option(value=1, label="Black"))
BLANK = Option(value=0, label="Blank")
DAYS = (
    Option(value=None, label="Standard"),
    Option(value=3, label="3 business days"),
    Option(value=1, label="Next business day"),
    Option(value=0, label="Same day"),
)


def operations(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(value=code, label=code) for code in codes)


def form(
    *, stock: str, families: tuple[str, ...], back: int, finishing: tuple[str, ...], offered: str
) -> tuple[FieldForm, ...]:
    return (
        FieldForm(name="trim_width", label="Width", kind="length", default="1"),
        FieldForm(name="trim_height", label="Height", kind="length", default="1"),
        FieldForm(name="stock", label="Stock", kind="stock", default=stock, families=families),
        FieldForm(name="colours_front", label="Front", kind="choice", default=4, options=INKS),
        FieldForm(
            name="colours_back", label="Back", kind="choice", default=back, options=(*INKS, BLANK)
        ),
        FieldForm(name="bleed", label="Bleed", kind="length", default="0.125"),
        FieldForm(
            name="finishing",
            label="Finishing",
            kind="operations",
            default=finishing,
            options=operations(*offered.split()),
        ),
        FieldForm(
            name="versions", label="Versions", kind="integer", default=1, minimum=1, maximum=1000
        ),
        FieldForm(
            name="turnaround_days",
            label="Turnaround",
            kind="choice",
            options=DAYS,
            may_be_empty=True,
        ),
        FieldForm(name="press", label="Press", kind="press", may_be_empty=True),
    )


CARDS = ProductWords(
    code="business_card",
    name="Business cards",
    title="Business cards",
    aliases=("bc", "card"),
    sizes=(
        UsualSize(label="3.5 x 2 in", width="3.5", height="2"),
        UsualSize(label="85 x 55 mm", width="85", height="55", unit="mm"),
    ),
    quantities=(250, 500, 1000, 2500),
    fields=form(
        stock="C2S-14",
        families=("coated_cover", "cover"),
        back=4,
        finishing=("cut", "pack"),
        offered="cut laminate_gloss_2 laminate_matte_2 uv_1 uv_2 round_corner pack",
    ),
    fixed={"kind": "flat", "product_type": "business_card"},
)
POSTCARDS = replace(
    CARDS,
    code="postcard",
    name="Postcards",
    title="Postcards",
    aliases=("pc",),
    sizes=(
        UsualSize(label="6 x 4 in", width="6", height="4"),
        UsualSize(label="11 x 6 in, EDDM", width="11", height="6"),
    ),
    fixed={"kind": "flat", "product_type": "postcard"},
)
FLYERS = replace(
    CARDS,
    code="flyer",
    name="Flyers",
    title="Flyers",
    aliases=("leaflet",),
    sizes=(UsualSize(label="8.5 x 11 in", width="8.5", height="11"),),
    fields=form(
        stock="GLT-100",
        families=("coated_text", "text"),
        back=0,
        finishing=("cut", "pack"),
        offered="cut fold_half fold_letter fold_z perforate pack",
    ),
    fixed={"kind": "flat", "product_type": "flyer"},
)
BROCHURES = replace(
    FLYERS,
    code="brochure",
    name="Brochures, folded",
    title="Brochures",
    aliases=("trifold-brochure",),
    sizes=(UsualSize(label="11 x 8.5 in flat", width="11", height="8.5"),),
    fields=form(
        stock="GLT-100",
        families=("coated_text",),
        back=4,
        finishing=("cut", "fold_letter", "pack"),
        offered="cut fold_half fold_letter fold_z pack",
    ),
    fixed={"kind": "flat", "product_type": "brochure"},
)
PRODUCTS = (CARDS, POSTCARDS, FLYERS, BROCHURES)
STOCKS = (
    StockWords(
        code="C2S-14",
        name="14 pt C2S cover",
        family="coated_cover",
        grade="cover",
        finish="Gloss two sides",
        gsm=Decimal(314),
        aliases=("14pt", "c2s"),
    ),
    StockWords(
        code="C2S-14-L",
        name="14 pt C2S cover",
        family="coated_cover",
        grade="cover",
        finish="Gloss two sides",
        gsm=Decimal(314),
    ),
    StockWords(
        code="C2S-16",
        name="16 pt C2S cover",
        family="coated_cover",
        grade="cover",
        finish="Gloss two sides",
        gsm=Decimal(352),
        aliases=("16pt",),
    ),
    StockWords(
        code="GLC-100",
        name="100# gloss cover",
        family="coated_cover",
        grade="cover",
        finish="Gloss",
        gsm=Decimal(270),
        aliases=("100#gc",),
    ),
    StockWords(
        code="SLC-100",
        name="100# silk cover",
        family="coated_cover",
        grade="cover",
        finish="Silk",
        gsm=Decimal(270),
    ),
    StockWords(
        code="GLT-80",
        name="80# gloss text",
        family="coated_text",
        grade="text",
        finish="Gloss",
        gsm=Decimal(118),
    ),
    StockWords(
        code="GLT-100",
        name="100# gloss text",
        family="coated_text",
        grade="text",
        finish="Gloss",
        gsm=Decimal(148),
        aliases=("100#", "100#gloss"),
    ),
    StockWords(
        code="SLT-100",
        name="100# silk text",
        family="coated_text",
        grade="text",
        finish="Silk",
        gsm=Decimal(148),
        aliases=("100#silk", "silk"),
    ),
    StockWords(
        code="LIN-24",
        name="24# linen writing",
        family="bond",
        grade="bond",
        finish="Linen",
        gsm=Decimal(90),
        aliases=("linen",),
    ),
)
OPERATIONS = (
    OperationWords(code="cut", name="Guillotine cutting", kind="cut", phrase="cut"),
    OperationWords(
        code="fold_half",
        name="Half fold",
        kind="fold",
        phrase="folded in half",
        aliases=("hf",),
    ),
    OperationWords(
        code="fold_letter",
        name="Letter fold (tri-fold)",
        kind="fold",
        phrase="tri-folded",
        aliases=("tri", "trifold"),
    ),
    OperationWords(
        code="fold_z", name="Z-fold", kind="fold", phrase="Z-folded", aliases=("zfold",)
    ),
    OperationWords(
        code="laminate_gloss_2",
        name="Gloss laminate, two sides",
        kind="laminate",
        phrase="gloss laminated two sides",
        aliases=("gl2",),
    ),
    OperationWords(
        code="laminate_matte_2",
        name="Matte laminate, two sides",
        kind="laminate",
        phrase="matte laminated two sides",
        aliases=("matte",),
    ),
    OperationWords(
        code="uv_1",
        name="UV gloss coating, one side",
        kind="coat",
        phrase="UV coated one side",
        aliases=("uv",),
    ),
    OperationWords(
        code="uv_2",
        name="UV gloss coating, two sides",
        kind="coat",
        phrase="UV coated two sides",
        aliases=("uv2",),
    ),
    OperationWords(
        code="round_corner",
        name="Round corners, 1/4 in",
        kind="round_corner",
        phrase="round corners",
        aliases=("rc",),
    ),
    OperationWords(
        code="perforate",
        name="Perforating",
        kind="perforate",
        phrase="perforated",
        aliases=("perf",),
    ),
    OperationWords(
        code="pack", name="Packing in cartons", kind="pack", phrase="boxed", aliases=("box",)
    ),
)
WORDS: Final = Vocabulary(
    trade=TRADE_WORDS, products=PRODUCTS, stocks=STOCKS, operations=OPERATIONS
)


def booklets() -> Vocabulary:
    """The same shop with a bound product: two papers, pages, a binding to choose."""
    fields = (
        FieldForm(name="trim_width", label="Width", kind="length"),
        FieldForm(name="trim_height", label="Height", kind="length"),
        FieldForm(name="pages", label="Pages", kind="integer", default=8, minimum=4, maximum=800),
        FieldForm(
            name="stock", default="GLT-80", families=("coated_text",), label="Paper", kind="stock"
        ),
        FieldForm(
            name="cover_stock",
            families=("coated_cover",),
            may_be_empty=True,
            label="Paper",
            kind="stock",
        ),
        FieldForm(name="colours_front", label="Front", kind="choice", default=4, options=INKS),
        FieldForm(name="colours_back", label="Back", kind="choice", default=4, options=INKS),
        FieldForm(
            name="cover_colours_front", label="Outside", kind="choice", default=4, options=INKS
        ),
        FieldForm(
            name="cover_colours_back",
            label="Inside",
            kind="choice",
            default=4,
            options=(*INKS, BLANK),
        ),
        FieldForm(
            name="binding",
            label="Binding",
            kind="operation",
            default="stitch",
            options=operations("stitch", "coil"),
        ),
    )
    booklet = ProductWords(
        code="booklet",
        name="Booklets",
        title="Booklets",
        aliases=("program",),
        sizes=(UsualSize(label="5.5 x 8.5 in", width="5.5", height="8.5"),),
        quantities=(100, 250, 500),
        fields=fields,
        fixed={"kind": "bound", "product_type": "booklet"},
    )
    work = (
        OperationWords(
            code="stitch", name="Saddle stitching", kind="saddle_stitch", aliases=("ss",)
        ),
        OperationWords(code="coil", name="Plastic coil binding", kind="coil", aliases=("spiral",)),
    )
    return replace(WORDS, products=(*PRODUCTS, booklet), operations=(*OPERATIONS, *work))


def more_products() -> Vocabulary:
    """The same shop with work of every other kind: banners, sets, hours, any piece of paper."""
    shop = booklets()
    booklet = shop.products[-1]
    flat = form(
        stock="LIN-24", families=(), back=0, finishing=("cut",), offered="cut uv_1 perforate pack"
    )
    sized = FieldForm(name="trim_width", label="Width", kind="length", default="1")
    media = FieldForm(
        name="stock", label="Material", kind="stock", default="BNR-13", families=("roll",)
    )
    plies = FieldForm(
        name="stocks",
        label="Plies",
        kind="stocks",
        default=("NCR-CB", "NCR-CF"),
        families=("carbonless",),
    )
    service = FieldForm(
        name="service",
        label="Service",
        kind="service",
        default="design",
        options=(
            Option(value="design", label="Design"),
            Option(value="retouch", label="Retouching"),
        ),
    )
    one = FieldForm(name="colours_front", label="Front", kind="choice", default=1, options=INKS)
    upright = replace(sized, name="trim_height", label="Height")
    products = (
        replace(
            booklet,
            code="booklet_self",
            name="Booklets, self cover",
            aliases=("selfcover",),
            fixed={"kind": "bound", "product_type": "booklet_self"},
        ),
        replace(
            CARDS,
            code="flat",
            name="Other flat piece",
            title="Flat piece",
            aliases=("sheet", "custom"),
            fields=flat,
            fixed={"kind": "flat", "product_type": "flat"},
        ),
        ProductWords(
            code="banner",
            name="Banners",
            title="Banners",
            sizes=(UsualSize(label="72 x 36 in", width="72", height="36"),),
            quantities=(1, 2, 5),
            fields=(sized, upright, media, one),
            fixed={"kind": "wide", "product_type": "banner"},
        ),
        ProductWords(
            code="ncr_2",
            name="Carbonless forms, 2-part",
            title="Carbonless forms",
            aliases=("ncr2", "2part"),
            sizes=(UsualSize(label="8.5 x 11 in", width="8.5", height="11"),),
            quantities=(250, 500),
            fields=(sized, upright, plies, one),
            fixed={"kind": "set", "product_type": "ncr_2"},
        ),
        ProductWords(
            code="design",
            name="Design and prepress",
            title="Design",
            quantities=(1,),
            fields=(service, FieldForm(name="hours", label="Hours", kind="number", default="1")),
            fixed={"kind": "hours", "product_type": "design"},
        ),
    )
    stocks = (
        StockWords(
            code="BNR-13", name="13 oz banner", family="roll", grade="media", aliases=("banner",)
        ),
        StockWords(
            code="NCR-CB", name="20# carbonless, white CB", family="carbonless", aliases=("ncr",)
        ),
        StockWords(code="NCR-CF", name="20# carbonless, pink CF", family="carbonless"),
    )
    return replace(shop, products=(*shop.products, *products), stocks=(*STOCKS, *stocks))
