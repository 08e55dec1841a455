"""What a page is told again: only what changed, and everything once it has lost it."""

import re
from pathlib import Path

import views._board
from views._news import News

FOLDER = Path(views._board.__file__).parent


def test_a_piece_is_made_and_sent_once_while_its_cause_is_the_same() -> None:
    news, made = News(), []

    def make() -> str:
        made.append(1)
        return "words"

    assert news.of({"a": (1, make)}) == ({"a": 1}, {"a": "words"})
    assert news.of({"a": (1, make)}) == ({"a": 1}, {})
    assert len(made) == 1


def test_a_piece_made_anew_but_equal_is_not_sent() -> None:
    news = News()
    news.of({"a": (1, lambda: "words")})
    assert news.of({"a": (2, lambda: "words")}) == ({"a": 1}, {})
    assert news.of({"a": (3, lambda: "others")}) == ({"a": 2}, {"a": "others"})


def test_what_was_lost_is_sent_again_under_a_new_number() -> None:
    """The page may still hold an old piece under the old number: it must not be taken for the new one."""
    news = News()
    news.of({"a": (1, lambda: "old"), "b": (1, lambda: "kept")})
    news.clear()
    numbers, fresh = news.of({"a": (2, lambda: "new"), "b": (1, lambda: "kept")})
    assert (numbers, fresh) == ({"a": 2, "b": 2}, {"a": "new", "b": "kept"})


def test_the_boards_script_writes_text_and_never_html() -> None:
    """What a person or a model wrote must not become markup."""
    scripts = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.js")}
    assert len(scripts) > 10
    for name, text in scripts.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", text), name


def test_every_file_of_the_script_has_one_concern() -> None:
    """Short leaves that say first what a visitor finds in them, and share one scope without a name given twice."""
    names: list[str] = []
    for path in sorted((FOLDER / "script").glob("*.js")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("// "), path.name
        assert len(text.splitlines()) <= 200, path.name
        names += re.findall(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", text, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
