"""``python -m safelint``."""

from safelint.cli import main

if __name__ == "__main__":
    main()
