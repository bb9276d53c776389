"""How a printed job's cost and price are reached: arithmetic on a specification and a rate book.

See docs/estimating.md for the rules, with worked examples that the tests run.
"""
