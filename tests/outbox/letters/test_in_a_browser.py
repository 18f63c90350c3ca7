"""Every letter as a real Chromium shows it: no wider than a phone, nothing loaded, hostile words only words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.outbox.letters.examples import MAKERS, letter
from tests.outbox.letters.test_hostile_words import ATTACKS, about
from tests.servers.process import need

pytestmark = pytest.mark.live
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 5


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run a real Chromium."""
    program = need("chromium", "chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=program, args=flags)
        yield running
        running.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Open an empty page 360 pixels wide; the list fills with what it asks the network for."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    page.route("**/*", lambda route: route.abort())
    yield page, asked
    page.close()


def width(page: Page, html: str) -> int:
    page.set_content(html)
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_a_letter_fits_a_phone_and_loads_nothing(phone: tuple[Page, list[str]], kind: str) -> None:
    page, asked = phone
    assert width(page, letter(kind).html) <= 360
    assert asked == []


def test_one_endless_word_does_not_make_a_letter_wider(phone: tuple[Page, list[str]]) -> None:
    page, asked = phone
    assert width(page, about(LONG).html) <= 360
    assert asked == []


@pytest.mark.parametrize("words", ATTACKS)
def test_an_attack_runs_nothing_and_links_nowhere(phone: tuple[Page, list[str]], words: str) -> None:
    page, asked = phone
    assert width(page, about(words).html) <= 360
    links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.href)")
    assert all(str(link).startswith("mailto:") for link in links)
    assert page.evaluate("document.querySelectorAll('script, img, form').length") == 0
    assert asked == []


def test_a_letter_is_dark_where_the_reader_wants_it_dark(browser: Browser) -> None:
    page = browser.new_page(color_scheme="dark")
    page.set_content(letter("receipt").html)
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor") == "rgb(28, 33, 38)"
    page.close()
