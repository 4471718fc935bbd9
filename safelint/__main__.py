"""``python -m safelint``."""

from safelint.cli import run

if __name__ == "__main__":
    run()
