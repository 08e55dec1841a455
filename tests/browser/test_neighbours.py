"""The picture under pointer and keyboard: what stands out, what is said, where the keys lead."""

from playwright.sync_api import Page, expect

from tests.browser import in_dark
from tests.browser.board import box, opacity, opened, part


def test_a_part_under_the_pointer_stands_out_with_its_neighbours(page: Page) -> None:
    """The rest fades, nothing moves; away from the picture all is as it was."""
    opened(page)
    before = box(page.locator(".answers"))
    part(page, "ModelServer").hover()
    tip = page.locator(".tip")
    expect(tip).to_be_visible()
    assert opacity(part(page, "DecisionService")) == 1
    assert opacity(part(page, "DataLake")) < 0.5
    expect(page.locator(".stage .flow.sel")).to_have_count(2)
    assert box(page.locator(".answers")) == before
    page.locator(".sentence").hover()
    expect(tip).to_be_hidden()
    assert opacity(part(page, "DataLake")) == 1


def test_the_words_beside_a_part_say_its_number_and_what_flows(page: Page) -> None:
    opened(page)
    part(page, "ModelServer").hover()
    tip = page.locator(".tip")
    for words in ("Model server", "Online decision", "p99 ", "In from Decision service: score"):
        expect(tip).to_contain_text(words)
    over = tip.evaluate(
        """tip => { const a = tip.getBoundingClientRect();
        const b = tip.getRootNode().querySelector('[data-part=ModelServer] .body').getBoundingClientRect();
        return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; }"""
    )
    assert not over, "the words hide the part that they speak of"


def test_a_flow_says_what_it_carries(page: Page) -> None:
    opened(page)
    page.locator(".stage .flow[data-from=Merchant] .near").hover(force=True)
    expect(page.locator(".tip")).to_contain_text("Merchant to Gateway")
    expect(page.locator(".tip")).to_contain_text("Carries card number")


@in_dark
def test_the_keyboard_does_what_the_pointer_does(page: Page) -> None:
    """Tab walks the parts along the flows, arrows go where they point, Enter opens, Escape closes and leaves."""
    opened(page)
    part(page, "Merchant").focus()
    focused = page.locator(".stage [data-part]:focus")
    page.keyboard.press("Tab")
    expect(focused).to_have_attribute("data-part", "Gateway")
    expect(page.locator(".tip")).to_contain_text("Gateway")
    assert opacity(part(page, "DataLake")) < 0.5
    ring = focused.locator(".body").evaluate("e => [getComputedStyle(e).strokeWidth, getComputedStyle(e).stroke]")
    assert float(ring[0].removesuffix("px")) >= 3
    assert ring[1] == "rgb(124, 179, 255)"
    for key, reached in (
        ("ArrowRight", "DecisionService"),
        ("ArrowUp", "Fallback"),
        ("ArrowDown", "DecisionService"),
        ("ArrowDown", "EventStream"),
        ("ArrowLeft", "AuditLog"),
        ("Home", "Merchant"),
    ):
        page.keyboard.press(key)
        expect(focused).to_have_attribute("data-part", reached)
    page.keyboard.press("Enter")
    expect(page.locator(".board .part h3")).to_have_text("Merchant")
    expect(part(page, "Merchant")).to_have_attribute("aria-pressed", "true")
    part(page, "Merchant").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".board .part")).to_be_hidden()
    part(page, "Merchant").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".stepper")).to_be_focused()
    expect(page.locator(".tip")).to_be_hidden()


def test_every_part_is_a_named_button_within_reach_of_tab(page: Page) -> None:
    opened(page)
    parts = page.locator(".stage [data-part]")
    for one in parts.all():
        assert one.get_attribute("role") == "button"
        assert one.get_attribute("tabindex") == "0"
        assert (one.get_attribute("aria-label") or "").strip()
    assert parts.count() >= 16


def test_who_wants_less_motion_gets_none(new_page) -> None:
    page = opened(new_page(reduced_motion="reduce"))
    assert part(page, "Gateway").evaluate("e => getComputedStyle(e).transitionDuration") == "0s"
