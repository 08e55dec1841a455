"""What is said of a file that cannot be used: one sentence with the column, the row, the value and the way out."""

SHOWN = 40


class BadFile(ValueError):
    """The file cannot be used; the message is one clear sentence for the person who brought it."""


def shown(value: object) -> str:
    r"""A value from a file, short and on one line, in quotes; it is only ever text.

    >>> shown("=cmd|' /C calc'!A0"), shown("a\nb"), shown("x" * 50)
    ("“=cmd|' /C calc'!A0”", '“a b”', '“xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”')
    """
    text = "".join(c if c.isprintable() else " " for c in str(value)[: SHOWN + 1])
    return f"“{text if len(text) <= SHOWN else text[:SHOWN] + '…'}”"


def bad_cell(column: str, row: int, says: str) -> BadFile:
    """The refusal of one cell; rows are counted from 1, the first under the names of the columns.

    >>> str(bad_cell("score", 5, "“abc” is not a number."))
    'Column “score”, row 5 under the header: “abc” is not a number.'
    """
    return BadFile(f"Column {shown(column)}, row {row:,} under the header: {says}")
