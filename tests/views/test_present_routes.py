"""The routes of a presentation: the stage, the audience's page without notes, and who may move it."""

import asyncio
import json
from collections.abc import Callable, Iterator
from html import escape

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from design import review, worlds
from exports import deck
from state import State, address_of
from store.limits import EACH, Limits
from tests.designs import CASES, RULES, design
from views._present import ROUTES, routes
from views._room import kept

HERE = "http://testserver"
AT = {"slide": 0, "zoom": 1, "x": 0.5, "y": 0.5}
DESIGN = {"case": "fraud_detection", "query": "?scoring=batch", **AT}
HOSTILE = "</script><script>alert(1)</script>"


@pytest.fixture
def browser(tmp_path, monkeypatch) -> Iterator[Callable[[], TestClient]]:
    """Makes browsers of one fresh server; none has a cookie of another."""
    monkeypatch.setenv("ML_CASEBOOK_DATABASE", f"sqlite:///{tmp_path / 'kept.sqlite3'}")
    monkeypatch.setattr(routes, "LIMITS", Limits())
    kept._rooms.cache_clear()
    app = Starlette(routes=ROUTES)
    yield lambda: TestClient(app, base_url=HERE, headers={"origin": HERE})
    kept.rooms().engine.dispose()
    kept._rooms.cache_clear()


def begun(one: TestClient, **other: object) -> str:
    answer = one.post("/follow", json={**DESIGN, **other})
    assert 200 == answer.status_code, answer.text
    assert {"code"} == set(answer.json())
    return str(answer.json()["code"])


@pytest.mark.slow  # each case's evidence is read
@pytest.mark.parametrize("slug", CASES)
def test_the_stage_has_every_slide_of_the_design_in_the_address(browser, slug):
    page = browser().get(f"/present/{slug}")
    assert 200 == page.status_code
    assert len(deck(design(CASES[slug]))) == page.text.count('aria-roledescription="slide"')
    told = json.loads(page.text.partition('id="told">')[2].partition("</script>")[0])
    assert len(told["notes"]) == len(told["ends"]) == len(deck(design(CASES[slug])))
    assert [] == told["problems"]


def test_a_turned_design_is_presented_as_turned(browser):
    one = browser()
    said = [one.get(f"/present/fraud_detection{query}").text for query in ("", "?scoring=batch")]
    assert said[0] != said[1] and "near real time" in said[1]


def test_another_world_is_presented_and_named(browser):
    usual, dark = (browser().get(f"/present/fraud_detection{query}").text for query in ("", "?world=pessimistic"))
    assert "These are the numbers of the pessimistic world." in dark
    values = [f">{escape(o.text)}<" for o in worlds(design(CASES["fraud_detection"]))["pessimistic"].design.outcomes]
    assert all(value in dark for value in values) and not all(value in usual for value in values)


def test_words_of_a_link_that_cannot_be_taken_are_told_and_the_rest_is_kept(browser):
    page = browser().get("/present/fraud_detection?scoring=batch&peak=99999&nonsense=%3Cb%3E").text
    told = json.loads(page.partition('id="told">')[2].partition("</script>")[0])
    assert any("peak" in p for p in told["problems"]) and any("nonsense" in p for p in told["problems"])
    assert "<b>" not in page


def test_a_case_that_is_none_is_a_sentence(browser):
    page = browser().get("/present/%3Cscript%3Ealert(1)")
    assert 404 == page.status_code
    assert "There is no case called" in page.text and "<script" not in page.text


def test_the_page_runs_and_fetches_nothing_but_its_own(browser):
    page = browser().get("/present/fraud_detection")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "connect-src 'self'" in policy
    assert " style=" not in page.text.partition("<body")[2].partition("<script")[0]
    assert "http://" not in page.text.replace("http://www.w3.org/2000/svg", "")


def test_hostile_words_of_the_designer_stay_text(browser):
    one, plain = browser(), design(CASES["fraud_detection"])
    found = review(plain, RULES)[0]
    query = address_of(State(plain.knobs.accepting(found.key, HOSTILE))).text
    code = begun(one, query=query)
    for page in (one.get(f"/present/fraud_detection?{query}").text, one.get(f"/follow/{code}").text):
        assert HOSTILE not in page and escape(HOSTILE) in page


def test_the_audience_has_the_slides_and_never_the_notes(browser):
    one, other = browser(), browser()
    code = begun(one)
    page = other.get(f"/follow/{code}").text
    slides = deck(design(CASES["fraud_detection"], scoring="batch"))
    assert len(slides) == page.count('aria-roledescription="slide"')
    told = json.loads(page.partition('id="told">')[2].partition("</script>")[0])
    assert {"steps", "zones", "cut"} == set(told)
    with kept.rooms().engine.connect() as at:
        stored = str(at.exec_driver_sql("SELECT slides FROM presentation").scalar_one())
    said = [note for one in slides if one.picture is None for note in one.notes]
    assert len(said) > 50
    assert not [note for note in said if note in page or note in stored or json.dumps(note)[1:-1] in stored]


def test_only_who_began_it_moves_points_and_ends(browser):
    one, other = browser(), browser()
    code = begun(one)
    for way, words in (("at", {**AT, "slide": 3}), ("laser", {"where": "p 0.5000 0.5000"}), ("end", {})):
        assert 409 == other.post(f"/follow/{code}/{way}", json=words).status_code
        assert 403 == one.post(f"/follow/{code}/{way}", json=words, headers={"origin": "http://evil"}).status_code
    assert 200 == one.post(f"/follow/{code}/at", json={**AT, "slide": 3}).status_code
    assert 200 == one.post(f"/follow/{code}/end", json={}).status_code
    gone = other.get(f"/follow/{code}")
    assert 404 == gone.status_code and "No presentation has this code" in gone.text
    assert 404 == other.get(f"/follow/{code}/events").status_code


def test_the_key_is_a_cookie_that_no_script_reads(browser):
    answer = browser().post("/follow", json=DESIGN)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


@pytest.mark.parametrize(
    "words",
    [{**AT, "x": "1e999"}, {**AT, "slide": "one"}, {"slide": 1}, {**AT, "zoom": None}],
)
def test_a_place_that_is_none_is_refused(browser, words):
    one = browser()
    assert 400 == one.post(f"/follow/{begun(one)}/at", json=words).status_code


@pytest.mark.parametrize("where", ["p 0.5", "x 0.1000 0.1000", "p 0.1 0.1\ndata: x", "<b>", ""])
def test_a_point_that_is_none_is_refused(browser, where):
    one = browser()
    assert 400 == one.post(f"/follow/{begun(one)}/laser", json={"where": where}).status_code


def test_codes_are_not_found_by_trying(browser):
    one = browser()
    for _ in range(EACH):
        assert "No presentation" in one.get("/follow/AAAAAAAA").text
    assert "Too many wrong codes" in one.get("/follow/AAAAAAAA").text


def test_who_follows_hears_where_it_stands_each_move_the_laser_and_the_end(browser):
    """What stands is told first, so who comes late, or again after a lost line, catches up."""
    one = browser()
    code = begun(one, slide=2)
    id = routes.presentations().id_of(code, "somewhere")

    async def heard() -> list[str]:
        async def receive() -> dict[str, object]:
            await asyncio.sleep(60)
            return {}

        line = routes._news(Request({"type": "http", "headers": []}, receive), id)
        came = [await anext(line), await anext(line)]
        for way, words in (("at", {**AT, "slide": 5}), ("laser", {"where": "p 0.2500 0.5000"}), ("end", {})):
            answer = await asyncio.to_thread(one.post, f"/follow/{code}/{way}", json=words)
            assert 200 == answer.status_code
            came.append(await asyncio.wait_for(anext(line), 5))
        await line.aclose()
        return came

    _, first, moved, laser, over = asyncio.run(heard())
    assert '"slide": 2' in first and '"slide": 5' in moved
    assert "event: laser\ndata: p 0.2500 0.5000\n\n" == laser
    assert over.startswith("event: over")
