"""Which stock a person meant: by its code, by a word of the shop, or by what it is."""

from collections.abc import Collection, Iterable, Sequence

from app.domain.entry.reading import Offer
from app.domain.entry.senses import Sense, StockDescribed, StockNamed
from app.domain.entry.words import StockWords


def stocks_meant(
    senses: Iterable[Sense],
    stocks: Sequence[StockWords],
    families: Collection[str],
    usual: str | None,
) -> list[StockWords]:
    """Give the papers that the words can mean, one stock for each; one is meant, more are offered.

    A code means its stock. A word of the shop means its stock where that suits the product; where
    other papers of the same description suit it better, all of them are meant. A description means
    every paper that it fits, or only those of the product's ``families`` where there are any. Of
    the sheets of one paper the product's ``usual`` stock stands for it, else the one that the shop
    has a word for.
    """
    named: list[StockWords] = []
    described: list[StockWords] = []
    for sense in senses:
        if isinstance(sense, StockNamed):
            stock = next((one for one in stocks if one.code == sense.code), None)
            if stock is not None and sense.exact:
                return [stock]
            named += [] if stock is None else [stock]
        elif isinstance(sense, StockDescribed):
            described += [one for place, one in enumerate(stocks) if sense.among >> place & 1]
    suited = [one for one in described if one.family in families]
    if named and (not suited or any(one.family in families for one in named)):
        return _papers(named, usual)[:1]
    return _papers([*(suited or described), *named], usual)


def _papers(stocks: Iterable[StockWords], usual: str | None) -> list[StockWords]:
    """Give one stock for each paper, the product's own first."""
    papers: dict[str, StockWords] = {}
    for stock in stocks:
        kept = papers.get(stock.name)
        if kept is None or _rank(stock, usual) < _rank(kept, usual):
            papers[stock.name] = stock
    return sorted(papers.values(), key=lambda one: one.code != usual)


def _rank(stock: StockWords, usual: str | None) -> tuple[bool, bool, bool]:
    return stock.code != usual, not stock.aliases, not stock.is_printable


def offer_of(stock: StockWords) -> Offer:
    """Offer a stock by its code, which nothing else is called."""
    hint = ", ".join(part for part in (stock.colour, stock.finish) if part)
    return Offer(text=stock.code, label=stock.name, hint=hint)
