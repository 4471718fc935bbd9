"""Text to tokens: where sentences end, how words inflect, and the lazily loaded language pipeline."""
