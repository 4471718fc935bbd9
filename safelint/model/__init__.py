"""The nouns: frozen, plain, picklable, standard library only."""
