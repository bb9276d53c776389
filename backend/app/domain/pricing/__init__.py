"""From cost to price, and from lines to a document's total."""
