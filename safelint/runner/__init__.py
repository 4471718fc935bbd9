"""A whole run: which files, which settings, one session that loads once and lints many."""
