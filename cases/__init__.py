"""The cases: one folder a prompt, `case.py` computes and `brief.md` is read."""
