# SPDX-License-Identifier: GPL-3.0-only
"""The pictures of the README, taken of the demo region.

`./hub serve` in one window, and in another `.venv/bin/python -m tests.browser.pictures http://127.0.0.1:8000` writes all
of `docs/images/`; names of pictures after the address take only these.
"""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from embedded.engine.repairs.pdf import find_browser
from embedded.home import PROJECT, Home
from embedded.site import TIME_ZONE
from tests.browser.conftest import IS_QUIET, MILLISECONDS_TO_LOOK_AGAIN, WAITINGS

FOLDER = PROJECT / "docs" / "images"
# width and height of the window, and width of the picture
LAPTOP, PHONE = (1280, 800, 960), (360, 738, 300)
COLOURS = 64
NEXT = "[name=hub_go][value=next]"
MANAGER, OFFICER, REPRESENTATIVE = (
	f"{name}@example.org" for name in ("manager", "officer", "representative")
)
SLOVENE, ENGLISH = "sl-SI", "en-GB"


@dataclass(frozen=True)
class Picture:
	"""What is to be seen; `prepare` is done when the page is there."""

	name: str
	path: str
	screen: tuple[int, int, int] = LAPTOP
	user: str | None = None
	locale: str = ENGLISH
	prepare: Callable[[Page], None] = lambda page: None


def show_targets(page: Page) -> None:
	page.locator(".form-tabs:visible").get_by_role("tab", name="Targets", exact=True).click()


def send_nothing(page: Page) -> None:
	page.click(NEXT)
	page.locator(".hub-problems").wait_for()


def show_map(page: Page) -> None:
	page.locator(".hub-map").evaluate(
		"map => scrollBy(0, map.getBoundingClientRect().bottom - innerHeight + 24)"
	)


def open_first(page: Page) -> None:
	page.locator(".list-row .list-subject a:visible").first.click()
	page.wait_for_url("**/ngo/**")


PICTURES = (
	Picture("workspace", "app/dashboard-view/Hub Overview", user=MANAGER),
	Picture("report", "app/query-report/NGO Register Overview", user=MANAGER),
	Picture("coverage", "app/query-report/Body Coverage", user=MANAGER),
	Picture("campaign", "app/advocacy-campaign/CAMP-00001", user=MANAGER, prepare=show_targets),
	Picture("verify", "app/ngo?stage=Submitted&has_likely_duplicates=1", user=OFFICER, prepare=open_first),
	Picture("home", "", locale=SLOVENE),
	Picture("public-register-wide", "ngos", locale=SLOVENE),
	Picture("home-phone", "", PHONE, locale=SLOVENE),
	Picture("register-form", "report-need/new", PHONE, locale=SLOVENE, prepare=send_nothing),
	Picture("public-register", "ngos", PHONE, locale=SLOVENE, prepare=show_map),
	Picture("portal", "portal", PHONE, REPRESENTATIVE),
)


def take(site: str, names: list[str]) -> Iterator[Path]:
	"""Take pictures of a served site, all without names; yields each file once it is written."""
	with sync_playwright() as playwright:
		options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"]
		browser = playwright.chromium.launch(executable_path=find_browser(), args=options)
		for picture in PICTURES:
			if not names or picture.name in names:
				yield write(picture.name, look_at(picture, browser, site), picture.screen[2])
		browser.close()


def look_at(picture: Picture, browser: Browser, site: str) -> bytes:
	width, height, _size = picture.screen
	context = browser.new_context(
		viewport={"width": width, "height": height},
		device_scale_factor=2,
		locale=picture.locale,
		timezone_id=TIME_ZONE,
		base_url=site,
	)
	if picture.user:
		log_in(context, picture.user)
	page = context.new_page()
	page.goto(f"/{picture.path}")
	settle(page)
	picture.prepare(page)
	settle(page)
	taken = page.screenshot()
	context.close()
	return taken


def log_in(context: BrowserContext, user: str) -> None:
	answer = context.request.post(
		"/api/method/login", form={"usr": user, "pwd": Home.from_environment().demo_password}
	)
	assert answer.ok, answer.text()


def settle(page: Page) -> None:
	page.wait_for_function(IS_QUIET, arg=next(WAITINGS), polling=MILLISECONDS_TO_LOOK_AGAIN)


def write(name: str, taken: bytes, width: int) -> Path:
	"""Write a picture with few colours and of the width that the README shows; return the file."""
	picture = Image.open(io.BytesIO(taken)).convert("RGB")
	small = picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)
	file = FOLDER / f"{name}.png"
	small.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
	return file


if __name__ == "__main__":
	for written in take(sys.argv[1], sys.argv[2:]):
		print(f"{written.relative_to(PROJECT)}: {written.stat().st_size // 1000} KB")
