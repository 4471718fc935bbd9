"""Settings: what a site asks of safelint, read from its config file."""
