"""Quotes in the database: whole documents out, whole lines in, few round trips either way."""
