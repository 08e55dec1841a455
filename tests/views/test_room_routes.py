"""The routes beside the page: who may ask, what a key opens, and what a wrong code or body is told."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from store.limits import EACH
from views._room import ROUTES, kept
from views._room.keys import PERSON, ROOM

HERE = "http://testserver"
NEW = {"case": "fraud_detection", "kind": "design", "minutes": 45, "role": "interviewer", "name": "Ida"}


@pytest.fixture
def browser(tmp_path, monkeypatch) -> Iterator[Callable[[], TestClient]]:
    """Makes browsers of one fresh server; none has a cookie of another."""
    monkeypatch.setenv("ML_CASEBOOK_DATABASE", f"sqlite:///{tmp_path / 'kept.sqlite3'}")
    kept._rooms.cache_clear()
    app = Starlette(routes=ROUTES)
    yield lambda: TestClient(app, base_url=HERE, headers={"origin": HERE})
    kept.rooms().engine.dispose()
    kept._rooms.cache_clear()


def make(one: TestClient, **other: Any) -> str:
    answer = one.post("/rooms", json={**NEW, **other})
    assert 200 == answer.status_code, answer.text
    return str(answer.json()["code"])


def join(one: TestClient, code: str, role: str = "candidate", name: str = "Carl") -> Any:
    return one.post("/rooms/join", json={"code": code, "role": role, "name": name})


def test_a_key_is_a_cookie_that_no_script_reads_and_no_answer_holds(browser):
    one = browser()
    answer = one.post("/rooms", json=NEW)
    code = answer.json()["code"]
    assert {"code"} == set(answer.json())
    cookies = answer.headers.get_list("set-cookie")
    assert {ROOM + code, PERSON} == {cookie.split("=")[0] for cookie in cookies}
    assert all("HttpOnly" in cookie and "SameSite=strict" in cookie for cookie in cookies)
    assert not any(one.cookies[name] in answer.text for name in (ROOM + code, PERSON))


def test_who_plays_alone_has_both_keys_and_nobody_can_join_as_either(browser):
    one = browser()
    code = make(one, role="alone")
    assert 2 == len(one.cookies[ROOM + code].split("~"))
    for role in ("candidate", "interviewer"):
        assert 409 == join(browser(), code, role).status_code


def test_only_pages_of_this_server_may_ask(browser):
    one = browser()
    for origin in ("http://elsewhere.example", "null"):
        assert 403 == one.post("/rooms", json=NEW, headers={"origin": origin}).status_code
    del one.headers["origin"]
    assert 403 == one.post("/rooms", json=NEW).status_code


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"role": "king"}', b"x" * 5000, b'{"role": "candidate", "minutes": "many"}']
)
def test_a_body_that_no_page_makes_is_told_so(browser, body):
    answer = browser().post("/rooms", content=body)
    assert (400, "The request is none that this page makes.") == (answer.status_code, answer.json()["said"])


def test_wrong_codes_are_counted_and_then_not_even_a_right_one_opens(browser):
    code, guesser = make(browser()), browser()
    for _ in range(EACH):
        assert "No open room" in join(guesser, "ABCDEFGH").json()["said"]
    answer = join(guesser, code)
    assert 409 == answer.status_code
    assert "Too many wrong codes" in answer.json()["said"]


def test_a_role_that_there_is_none_of_is_refused(browser):
    code = make(browser())
    assert "no role" in join(browser(), code, "<b>king</b>").json()["said"]


def test_news_is_for_who_sits_there(browser):
    one, stranger = browser(), browser()
    code = make(one)
    make(stranger)
    assert 403 == stranger.get(f"/rooms/{code}/events").status_code


def test_the_database_of_the_environment_goes_before_the_user_s_own(browser, tmp_path):
    assert str(tmp_path) in kept.place()
    assert "secret" not in kept.shown_place()
