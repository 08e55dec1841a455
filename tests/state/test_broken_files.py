"""A broken or hostile file: a sentence with line and key, what is good is kept, and nothing runs or hangs."""

import pytest

from design import Case, turned
from state import LARGEST, State, Unreadable, file_of, read_file
from tests.designs import CASES

CASE: Case = CASES["fraud_detection"]
HEAD = f"version: 1\ncase: {CASE.slug}\n"


def refused(raw: str | bytes) -> str:
    """Why the whole file is not read."""
    with pytest.raises(Unreadable) as no:
        read_file(CASE, raw.encode() if isinstance(raw, str) else raw)
    return str(no.value)


@pytest.mark.parametrize(
    ("lines", "said", "kept"),
    [
        ("decisions:\n  replicas: 999\n  zones: 3", "Line 4, replicas: replicas = 999 is outside 1 to", {"zones": 3}),
        ("decisions:\n  wheels: 3\n  zones: 3", "Line 4, wheels: is not known in decisions. Known: ", {"zones": 3}),
        ("decisions:\n  zones: 3\n  zones: 2", "Line 5, zones: is given twice; the first one is kept.", {"zones": 3}),
        ("decisions:\n  replicas: .nan\n  zones: 3", "Line 4, replicas: replicas = '.nan' is not a", {"zones": 3}),
        ("decisions:\n  replicas: [1]\n  zones: 3", "Line 4, replicas: should be one word.", {"zones": 3}),
        ("decisions:\n  peak: 7\n  zones: 3", "Line 4, peak: is not known in decisions.", {"zones": 3}),
        ("decisions: 5\ngivens:\n  peak: 7", "Line 3, decisions: should hold names with a value each", {"peak": 7}),
        ("wheels: 5\ngivens:\n  peak: 7", "Line 3, wheels: is not known in the file. Known: ", {"peak": 7}),
        ("world: sunny", "Line 3, world: = 'sunny' is not one of pessimistic, expected, optimistic.", {}),
        ("predict: perhaps", "Line 3, predict: 'perhaps' is neither on nor off.", {}),
        ("beliefs:\n  - of: A.b", "Line 4, beliefs 1: a belief needs a value, or low and high.", {}),
        ("beliefs:\n  - of: A.b\n    value: much", "Line 4, beliefs 1: value = 'much' is not a number.", {}),
        ("accepted:\n  - finding: r:P", "Line 4, accepted 1: why is missing.", {}),
        ("cards:\n  - card: snow", "Line 4, cards 1: there is no card 'snow'. Known: ", {}),
        ("cards:\n  - was: {peak: 5}", "Line 4, cards 1: card is missing.", {}),
        ("record:\n  actions:\n    mood: good", "Line 5, actions mood: 'mood' is not one of reason, ", {}),
        ("pins:\n  - name: A\n    world: sunny", "Line 4, pins 1: = 'sunny' is not one of", {}),
        ("guesses:\n  - knob: zones", "Line 4, guesses 1: way is missing.", {}),
    ],
)  # fmt: skip
def test_a_broken_line_is_told_by_line_and_key_and_the_rest_is_kept(lines: str, said: str, kept: dict) -> None:
    state, problems = read_file(CASE, (HEAD + lines).encode())
    (problem,) = problems
    assert problem.startswith(said)
    assert state.knobs == turned(CASE.Knobs(), kept)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "The file is empty."),
        ("# a comment alone\n", "The file is empty."),
        ("hello", "Line 1: neither a state file nor an address of a design."),
        ("- 1\n- 2", "Line 1: a list."),
        ("a: 1\nb: 2", "Line 1: no version is said, so this is no state file. It begins with a, b."),
        ("version: 2\n", "Line 1, version: the file is of version 2; this ML Casebook reads up to 1."),
        ("version: one\n", "Line 1, version: not a version"),
        ("version: 1\n", "The file does not say which case it is of"),
        ("version: 1\ncase: cake\n", "Line 2, case: the file is of 'cake'; this page is fraud_detection."),
        ("version: 1\ncase: [\n", "this is not YAML"),
        ("version: 1\n\tcase: x\n", "Line 2: this is not YAML"),
        (HEAD + "decisions: &a {replicas: 3}\n", "Line 3: a state file has no anchors"),
        (HEAD + "decisions: *a\n", "Line 3: a state file has no anchors"),
        (HEAD + "decisions: !!python/object/apply:os.system ['true']\n", "Line 3: a state file has no tags"),
        (HEAD + "decisions: {? [a] : b}\n", "Line 3: a key is one word."),
        (HEAD + "---\nversion: 1\n", "Line 3: a second document begins."),
        (HEAD + "record: " + "[" * 100_000, "Line 3: nested more than 6 deep"),
        (HEAD + "a: " + "{a: " * 20_000, "Line 3: nested more than 6 deep"),
        ("x" * (LARGEST + 1), f"The file has {LARGEST + 1:,} bytes; a state file has at most"),
        ("\n" * 6000, "more than 5,000 lines"),
        (b"version: 1\ncase: \xff\xfe\n", "Line 2: byte 0xff is no UTF-8 text."),
        (b"version: 1\ncase: \x00\n", "Line 2: a character that no text file holds (#x0000)."),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_its_line(raw: str | bytes, said: str) -> None:
    assert said in refused(raw)


def test_ten_megabytes_are_refused_by_their_size() -> None:
    assert "10,000,000 bytes" in refused(b"a" * 10_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "?replicas=7&timeout_ms=40&believe.Money.review_catch=0.8+our+team",
        "http://127.0.0.1:8501/fraud_detection?replicas=7&timeout_ms=40&believe.Money.review_catch=0.8+our+team\n",
        "version: 0\nreplicas: 7\ntimeout_ms: 40\nbelieve.Money.review_catch: 0.8 our team\n",
    ],
)
def test_a_file_of_version_0_opens(text: str) -> None:
    """The address as it was kept in a text file before there was a format."""
    state, problems = read_file(CASE, text.encode())
    assert problems == ()
    assert state.knobs.query == {"replicas": "7", "timeout_ms": "40", "believe.Money.review_catch": "0.8 our team"}


def test_switches_are_words_and_not_what_yaml_makes_of_them() -> None:
    state, problems = read_file(CASE, (HEAD + "decisions:\n  shadow: on\n  rules: no\n").encode())
    assert (state.knobs.shadow, state.knobs.rules, problems) == (True, False, ())


def test_a_file_edited_on_windows_opens() -> None:
    raw = b"\xef\xbb\xbf" + file_of(CASE, State(CASE.Knobs(replicas=7))).replace(b"\n", b"\r\n")
    assert read_file(CASE, raw) == (State(CASE.Knobs(replicas=7)), ())
