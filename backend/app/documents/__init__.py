"""What customers get on paper: a pure view of a quote's revision, and what draws it."""
