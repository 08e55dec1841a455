"""Zoom, pan and full screen, by buttons, wheel, mouse, keys and fingers; and what survives a move."""

from playwright.sync_api import Page, expect

from tests.browser import on_a_phone, on_every_screen, settle
from tests.browser.board import box, move, opened, part


def wide(page: Page) -> float:
    return page.locator(".stage svg").evaluate("e => e.getBoundingClientRect().width")


@on_every_screen
def test_names_can_be_read_before_anybody_zooms(page: Page) -> None:
    """The smallest name of a part and the smallest badge are at least 8 px, on a wide screen and on a phone."""
    opened(page)
    sizes = page.locator(".stage svg").evaluate(
        """svg => { const high = css => [...svg.querySelectorAll(css)].map(
          t => t.getBoundingClientRect().height / 1.15);
        return { names: high('.node .far > text'), chips: high('.chip:not(.spare) text') }; }"""
    )
    assert len(sizes["names"]) >= 16
    assert min(sizes["names"]) >= 8
    assert min(sizes["chips"]) >= 8
    if (page.viewport_size or {})["width"] > 1000:
        assert page.locator(".stage").evaluate("e => e.scrollWidth <= e.clientWidth"), "the picture is cut off"


def test_buttons_keys_and_wheel_zoom_and_zero_fits(page: Page) -> None:
    opened(page)
    fitted, below = wide(page), box(page.locator(".sentence"))
    page.get_by_role("button", name="Zoom in").click()
    assert wide(page) > 1.2 * fitted
    assert box(page.locator(".sentence")) == below, "zooming moved what stands below"
    part(page, "ModelServer").focus()
    page.keyboard.press("+")
    assert wide(page) > 1.5 * fitted
    expect(part(page, "ModelServer").locator(".body")).to_be_in_viewport()
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert wide(page) == fitted
    expect(page.locator(".zoom .fit")).to_have_text("Fit")
    page.locator(".stage").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    expect(page.locator(".zoom .fit")).not_to_have_text("Fit")
    assert wide(page) > 1.2 * fitted


def test_the_mouse_drags_the_picture_and_selects_nothing_by_it(page: Page) -> None:
    opened(page)
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    stage = page.locator(".stage")
    before = stage.evaluate("e => e.scrollLeft")
    at = box(stage)
    page.mouse.move(at["x"] + 400, at["y"] + 200)
    page.mouse.down()
    page.mouse.move(at["x"] + 250, at["y"] + 150, steps=4)
    page.mouse.up()
    assert abs(stage.evaluate("e => e.scrollLeft") - before - 150) < 3
    settle(page)
    expect(page.locator(".board .part")).to_be_hidden()


def test_zoom_overlay_and_place_survive_a_move_and_another_topology(page: Page) -> None:
    """Shared parts stay where they are to the pixel, and what is new fades in."""
    opened(page)
    page.locator(".overlays label", has_text="Cost").click()
    for _ in range(2):
        page.get_by_role("button", name="Zoom in").click()
    size, gateway = wide(page), box(part(page, "Gateway").locator(".body"))
    move(page)
    assert wide(page) == size
    page.get_by_text("block, review, step-up", exact=True).click()
    expect(part(page, "ReviewTeam")).to_have_count(1)
    assert wide(page) == size
    now = box(part(page, "Gateway").locator(".body"))
    assert (now["x"], now["width"]) == (gateway["x"], gateway["width"])
    expect(page.get_by_label("Cost", exact=True)).to_be_checked()
    expect(part(page, "ReviewTeam")).to_have_class("node fresh l4")


def test_full_screen_holds_picture_steps_and_numbers(page: Page) -> None:
    opened(page)
    fitted = wide(page)
    page.get_by_role("button", name="Full screen").click()
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    page.wait_for_function("() => document.fullscreenElement !== null")
    expect(page.locator(".sentence")).to_be_visible()
    page.locator(".stepper").click()
    expect(page.locator(".story h4")).to_contain_text("Merchant to Gateway")
    part(page, "Gateway").locator(".body").click()
    expect(page.locator(".board .part h3")).to_have_text("Gateway")
    page.get_by_role("button", name="Leave full screen").click()
    page.wait_for_function("() => document.fullscreenElement === null")
    assert wide(page) == fitted


def test_full_screen_fills_the_window_where_the_browser_forbids_it(page: Page) -> None:
    page.add_init_script("Element.prototype.requestFullscreen = () => Promise.reject(new Error('no'))")
    opened(page)
    page.get_by_role("button", name="Full screen").click()
    main = page.locator(".main.filling")
    expect(main).to_be_visible()
    assert box(main)["width"] == 1440
    page.keyboard.press("Escape")
    expect(main).to_have_count(0)


@on_a_phone
def test_one_finger_scrolls_the_page_and_two_zoom_the_picture(page: Page) -> None:
    """The stage takes no swipe away from the page; the picture is moved sideways."""
    opened(page)
    stage = page.locator(".stage")
    assert stage.evaluate("e => getComputedStyle(e).touchAction") == "pan-x pan-y"
    assert stage.evaluate("e => e.scrollHeight <= e.clientHeight && e.scrollWidth > e.clientWidth")
    stage.scroll_into_view_if_needed()
    trapped, before = stage.evaluate(
        """e => { const r = e.getBoundingClientRect();
        const touch = (id, x, y) => new Touch({ identifier: id, target: e, clientX: r.x + x, clientY: r.y + y });
        const fire = (kind, ...touches) => e.dispatchEvent(new TouchEvent(kind,
          { touches, targetTouches: touches, changedTouches: touches, bubbles: true, cancelable: true }));
        fire('touchstart', touch(1, 100, 100));
        const free = fire('touchmove', touch(1, 100, 40));
        return [!free, e.querySelector('svg').getBoundingClientRect().width]; }"""
    )
    assert not trapped
    stage.evaluate(
        """e => { const r = e.getBoundingClientRect();
        const touch = (id, x, y) => new Touch({ identifier: id, target: e, clientX: r.x + x, clientY: r.y + y });
        const fire = (kind, ...touches) => e.dispatchEvent(new TouchEvent(kind,
          { touches, targetTouches: touches, changedTouches: touches, bubbles: true, cancelable: true }));
        fire('touchstart', touch(1, 100, 100), touch(2, 150, 100));
        fire('touchmove', touch(1, 75, 100), touch(2, 175, 100)); }"""
    )
    assert abs(wide(page) / before - 2) < 0.05
