# SPDX-License-Identifier: GPL-3.0-only
"""A page weighs what a browser loads with it, each part once and as it comes over the line."""

import gzip
from pathlib import Path

import pytest

from benchmarks import weights
from benchmarks.weights import Weight

SITE = "http://hub.test"
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>http://hub.test/</loc></url><url><loc>http://hub.test/ngos</loc></url>
<url><loc>http://hub.test/ngos/NGO-2</loc></url><url><loc>http://hub.test/ngos/NGO-1</loc></url>
<url><loc>http://hub.test/report-need/new</loc></url></urlset>"""
PAGE = """<link rel="stylesheet" href="/one.css"><link rel="canonical" href="/ngos"><link rel="icon" href="/icon.svg">
<img src="/logo.svg"><img src="/logo.svg"><img src="data:,x"><script src="/a.js"></script><a href="/needs">Needs</a><a href="/report-need/new?need=1">Report</a>
<a href="/endorse-need/new">Endorse</a>"""


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
	"""What a site answers; address -> content."""
	answers = {
		f"{SITE}/sitemap.xml": SITEMAP.encode(),
		f"{SITE}/ngos": gzip.compress(PAGE.encode()),
		f"{SITE}/report-need/new": b'<form id="hub-form">',
		f"{SITE}/endorse-need/new": b"Log in",
		f"{SITE}/one.css": b"a { background: url('/sign.svg') }",
		**{f"{SITE}/{name}": b"1234567890" for name in ("icon.svg", "logo.svg", "a.js", "sign.svg")},
	}
	monkeypatch.setattr(weights, "fetch", lambda address, packed=True: answers[address])
	return answers


def test_a_page_weighs_what_it_loads(line: dict[str, bytes]):
	size = len(line[f"{SITE}/ngos"]) + len(line[f"{SITE}/one.css"]) + 4 * 10
	assert weights.weigh(SITE, "/ngos") == Weight("/ngos", 6, size)


def test_one_page_of_each_kind_is_weighed(line: dict[str, bytes]):
	assert weights.find_pages(SITE) == ["/", "/ngos", "/ngos/NGO-1", "/report-need/new"]


def test_the_forms_are_those_to_which_the_pages_lead(line: dict[str, bytes]):
	assert weights.find_forms(SITE, ["/ngos"]) == ["/report-need/new"]


def test_the_table_goes_between_the_marks_of_the_page(tmp_path: Path):
	page = tmp_path / "page.md"
	page.write_text(f"Head\n{weights.BEGIN}\nold\n{weights.END}\nTail\n", encoding="utf-8")
	rows = [Weight("/", 3, 40_400), Weight("/ngos/NGO-1", 4, 9_600), Weight("/report-need/new", 5, 700)]

	weights.write(page, weights.show(rows))

	text = page.read_text(encoding="utf-8")
	assert "| `/` | 3 | 40 |\n| `/ngos/…` | 4 | 10 |\n| `/report-need/new` | 5 | 1 |" in text
	assert text.startswith("Head") and text.endswith("Tail\n") and "old" not in text
