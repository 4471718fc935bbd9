"""The version of the program, in one place that every layer may look at."""

VERSION = "0.1.0"
