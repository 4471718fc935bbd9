"""DOOR for programs and pages on this machine: nothing here listens to any other."""
