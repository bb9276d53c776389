"""Published rate cards, parsed once a process."""

from typing import Final

from sqlalchemy import Select, bindparam, func, select

from app.db import Reader, Session
from app.domain.errors import UnavailableError
from app.domain.estimating.rates import RateBook
from app.models.catalog import RateCard

_CURRENT: Final = select(func.max(RateCard.version))
_BODY: Final = select(RateCard.body).where(RateCard.version == bindparam("version"))


class NoRateCardError(UnavailableError):
    """No rate card has been published, so nothing can be priced: publish one first."""

    code = "no_rate_card"


class RateBookCache:
    """Keeps parsed rate books by version: a published card never changes, so its book stands."""

    def __init__(self) -> None:
        """Start empty."""
        self._books: dict[int, RateBook] = {}

    async def current(self, source: Session | Reader) -> RateBook:
        """Return the newest published book.

        Raises:
            NoRateCardError: none has been published.
        """
        version = await self._scalar(source, _CURRENT)
        if version is None:
            raise NoRateCardError(NoRateCardError.__doc__ or "")
        return await self.version(source, version)

    async def version(self, source: Session | Reader, version: int) -> RateBook:
        """Return the book of one version.

        Raises:
            NoRateCardError: there is no such version.
        """
        book = self._books.get(version)
        if book is None:
            body = await self._scalar(source, _BODY, version=version)
            if body is None:
                raise NoRateCardError(NoRateCardError.__doc__ or "")
            book = self._books[version] = RateBook.from_document(body)
        return book

    async def _scalar[Value](
        self, source: Session | Reader, statement: Select[Value], **parameters: object
    ) -> Value | None:
        if isinstance(source, Reader):
            row = await source.first(statement, parameters)
            return None if row is None else row[0]
        return await source.scalar(statement, parameters)
