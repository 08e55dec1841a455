"""The vocabulary that designs are written in: one kind of part a file, found by `design.modules`."""
