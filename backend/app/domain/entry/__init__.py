"""One line of typing, a pasted table, a customer's e-mail: words in, a specification out.

The grammar's words are data, a :class:`~app.domain.entry.vocabulary.Vocabulary`: products, stocks
and finishing operations with their aliases, and the trade's own words. Nothing here raises on any
text, asks for a price or guesses in silence: what is not understood is marked, with the nearest
words of the vocabulary, and what could mean several things offers them.
"""
