"""What to write instead: suggestions that agree with the sentence they go into."""
