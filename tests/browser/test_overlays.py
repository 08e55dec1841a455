"""Overlays, steps and text: switched in the browser, true after each move, in light and dark and on paper."""

import re

from playwright.sync_api import Page, expect

from tests.browser import beyond_screen, on_a_phone, on_every_screen, settle
from tests.browser.board import chip, move, opacity, opened, part, show

SPOKEN = re.compile(r"^Model server .*: p99 alone, its queue included: [\d.]+ ms, .*ms")
"""The model server under the latency overlay: its number, then what its level means."""
KINDS = ("Latency", "Utilisation", "Cost", "Freshness", "Data and zones", "Findings")


@on_every_screen
def test_every_overlay_shows_levels_with_a_legend_of_what_is_used(page: Page) -> None:
    """Nothing is asked of the server, nothing below moves, and a level is told by a sign and by words as well."""
    opened(page)
    settle(page)
    page.evaluate(
        """() => { const send = WebSocket.prototype.send; window.asked = 0;
        WebSocket.prototype.send = function (data) { window.asked += 1; return send.call(this, data); }; }"""
    )
    for kind in KINDS:
        show(page, kind)
        levels = page.locator(".stage .node").evaluate_all(
            "ns => [...new Set(ns.flatMap(n => [1, 2, 3, 4].filter(i => n.classList.contains('l' + i))))].sort()"
        )
        assert levels, f"{kind} shows nothing"
        told = page.locator(".key .pip").evaluate_all("ps => ps.map(p => Number(p.className.slice(-1)))")
        flows = page.locator(".stage .flow").evaluate_all(
            "ns => [...new Set(ns.flatMap(n => [1, 2, 3, 4].filter(i => n.classList.contains('l' + i))))]"
        )
        assert sorted(told) == sorted({*levels, *flows}), f"the legend of {kind} is not what is drawn"
        for node in page.locator(".stage .node.mute").all()[:2]:
            assert opacity(node) < 0.5
    show(page, "Badges")
    expect(page.locator(".stage .mute")).to_have_count(0)
    assert page.evaluate("window.asked") == 0


def test_an_overlay_says_its_number_and_its_level_in_words(page: Page) -> None:
    opened(page)
    show(page, "Latency")
    assert chip(page, "ModelServer").startswith("•")
    expect(part(page, "ModelServer")).to_have_attribute("aria-label", SPOKEN)
    show(page, "Badges")
    assert chip(page, "ModelServer").startswith("p99")


def test_a_move_patches_an_overlay_and_keeps_the_picture(page: Page) -> None:
    """The SVG that stood before the move stands after it, with new numbers in it."""
    opened(page, "?actions=all")
    show(page, "Utilisation")
    page.locator(".stage svg").evaluate("e => { e.mark = 'same'; }")
    before = chip(page, "ReviewTeam")
    move(page, "Review above", "ArrowRight", 8)
    expect(part(page, "ReviewTeam").locator(".chip text")).not_to_have_text(before)
    assert page.locator(".stage svg").evaluate("e => e.mark") == "same"


def test_a_class_of_data_is_followed_to_where_it_is_refused(page: Page) -> None:
    """Without tokens the card number goes on into the streaming zone, which does not admit it."""
    opened(page, "?tokenise=off")
    show(page, "Data and zones")
    page.get_by_label("Follow").select_option("card number")
    expect(page.locator(".stage .flow.l4")).not_to_have_count(0)
    crossing = page.locator(".stage .flow.l4[data-from=DecisionService][data-to=EventStream]")
    expect(crossing).to_have_count(1)
    expect(page.locator(".key")).to_contain_text("enters a zone that does not admit it")
    expect(page.locator(".key")).to_contain_text("Does not admit it: Streaming")
    expect(page.locator(".stage .zone.refuses")).not_to_have_count(0)
    expect(page.locator(".stage .flow[data-from=TrainingPipeline]")).to_have_class("flow mute")


def test_the_story_is_told_step_by_step_by_keyboard(page: Page) -> None:
    """Each step says what appears; what comes later is a ghost; a move changes the words of the step on screen."""
    opened(page)
    page.locator(".stepper").click()
    story = page.locator(".story")
    expect(story.locator("h4")).to_have_text("Merchant to Gateway: authorise")
    expect(story.locator(".count")).to_contain_text("Step 1 of ")
    assert opacity(part(page, "ModelServer")) < 0.2
    assert opacity(part(page, "Gateway")) == 1
    page.keyboard.press("ArrowRight")
    expect(story.locator("h4")).to_have_text("Gateway to Decision service: decide")
    assert opacity(part(page, "DecisionService")) == 1
    assert opacity(part(page, "Gateway")) == 1, "what appeared stays"
    page.keyboard.press("End")
    expect(page.locator(".stage .ghost")).to_have_count(0)
    words = story.locator("ul").inner_text()
    move(page, times=6)
    expect(story.locator("ul")).not_to_have_text(words, use_inner_text=True)
    story.locator(".previous").focus()
    page.keyboard.press("Escape")
    expect(story).to_be_hidden()
    expect(page.locator(".stepper")).to_be_focused()


def test_the_design_can_be_read_as_text(page: Page) -> None:
    """Sentences and two tables, as many rows as there are parts and flows, with the words of the design as text."""
    opened(page)
    reader = page.get_by_role("button", name="As text")
    expect(reader).to_have_attribute("aria-expanded", "false")
    reader.click()
    expect(reader).to_have_attribute("aria-expanded", "true")
    text = page.locator(".astext")
    expect(text.locator("ol > li").first).to_contain_text("Merchant to Gateway")
    parts, flows = page.locator(".stage [data-part]").count(), page.locator(".stage .flow").count()
    expect(page.get_by_role("table", name="Parts").locator("tbody tr")).to_have_count(parts)
    expect(page.get_by_role("table", name="Flows").locator("tbody tr")).to_have_count(flows)
    row = page.get_by_role("table", name="Flows").get_by_role("row", name="Merchant").first
    expect(row).to_contain_text("card number")
    expect(page.get_by_role("table", name="Parts")).to_contain_text("Online decision")


@on_a_phone
def test_a_phone_has_the_steps_the_overlays_and_the_text(page: Page) -> None:
    opened(page)
    show(page, "Cost")
    page.locator(".stepper").click()
    expect(page.locator(".story h4")).to_be_visible()
    page.get_by_role("button", name="As text").click()
    expect(page.get_by_role("table", name="Parts")).to_be_visible()
    assert beyond_screen(page) <= 0


def test_paper_gets_the_picture_and_the_scoreboard_dark_on_white(new_page) -> None:
    for scheme in ("light", "dark"):
        page = opened(new_page(color_scheme=scheme))
        page.emulate_media(media="print", color_scheme=scheme)
        expect(page.locator(".stage svg")).to_be_visible()
        expect(page.locator(".promise")).to_have_count(6)
        for gone in (".tools", ".switches", ".strip", "[data-testid=stTabs]"):
            expect(page.locator(gone).first).to_be_hidden()
        expect(page.get_by_role("slider")).to_have_count(0)
        ink = page.locator(".sentence").evaluate("e => getComputedStyle(e).color")
        paper = page.locator(".stage svg .paper").evaluate("e => getComputedStyle(e).fill")
        assert (ink, paper) == ("rgb(17, 24, 39)", "rgb(255, 255, 255)")


def test_a_page_that_lost_what_it_was_told_gets_it_again(page: Page) -> None:
    """Back from another page of the app, the board stands as it was left, its overlay with it."""
    opened(page)
    show(page, "Freshness")
    page.get_by_role("link", name="Cases").click()
    page.get_by_role("button", name="Start with the").click()
    expect(part(page, "ModelServer")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("radio", name="Freshness")).to_be_checked()
    assert chip(page, "DataLake") != ""
    expect(page.locator(".key .pip")).not_to_have_count(0)
