"""What finding keeps: the words that there are to be found."""

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class SearchWord(Record):
    """A word that stands, or stood, in something that is searched: a misspelt one is mended to it.

    The database writes it in the transaction that writes the text. It may be there twice.
    """

    __tablename__ = "forge_search_words"

    word: Mapped[str] = mapped_column(index=True)
