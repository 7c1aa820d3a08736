# SPDX-License-Identifier: GPL-3.0-only
"""What the pages of a served website weigh for a browser that knows none of them yet.

`.venv/bin/python -m benchmarks.weights http://127.0.0.1:8000` asks for one page of each kind of the sitemap, for the log-in, and
for the first step of each form to which these lead, with all that they load; `--write docs/website.md` puts the table between the marks of that page.
"""

import argparse
import gzip
import re
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree

BEGIN, END = "<!-- weights: begin -->", "<!-- weights: end -->"
HEAD = "| Page | Requests | KB |\n|---|---:|---:|"
KB = 1000  # bytes
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# what a browser says of itself; the site answers in the language and packed in the ways that stand there
ASKS = {"Accept": "text/html", "Accept-Language": "sl", "Accept-Encoding": "gzip"}
# relations of a link whose address the browser loads
LOADED_RELATIONS = {"stylesheet", "icon"}
LOG_IN = "/login"
FORM, IS_OPEN = "/new", 'id="hub-form"'
IN_STYLES = re.compile(r"url\(['\"]?([^'\")]+)")


@dataclass(frozen=True)
class Weight:
	"""What one page loads; `size` in bytes as they come over the line, without the headers."""

	path: str
	requests: int
	size: int


class Reader(HTMLParser):
	"""Notes what a browser loads with a page, and to which forms that leads; addresses as they stand there."""

	def __init__(self) -> None:
		super().__init__()
		self.loaded: set[str] = set()
		self.forms: set[str] = set()

	def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
		"""Note the address of an element that is loaded, or leads to a form."""
		said = {name: value or "" for name, value in attrs}
		address = said.get("src") or said.get("href") or ""
		if tag in ("script", "img") or LOADED_RELATIONS.intersection(said.get("rel", "").split()):
			self.loaded.add(address)
		elif tag == "a" and urlsplit(address).path.endswith(FORM):
			self.forms.add(urlsplit(address).path)


def weigh(site: str, path: str) -> Weight:
	"""Ask for a page and for everything that it loads, each once.

	Raises:
	        urllib.error.HTTPError: when the page, or something that it loads, is not there.
	"""
	address = urljoin(site, path)
	page = fetch(address)
	sizes = {address: len(page)}
	waiting = [urljoin(address, part) for part in read(page).loaded if part]
	while waiting:
		part = waiting.pop()
		if part in sizes or not part.startswith("http"):
			continue
		content = fetch(part)
		sizes[part] = len(content)
		if urlsplit(part).path.endswith(".css"):
			waiting += [urljoin(part, found) for found in IN_STYLES.findall(unpack(content))]
	return Weight(path, len(sizes), sum(sizes.values()))


def find_pages(site: str) -> list[str]:
	"""Return the paths of one page of each kind: lists, the first record of each, forms; in the order of the alphabet."""
	tree = ElementTree.fromstring(fetch(urljoin(site, "/sitemap.xml"), packed=False))
	paths = {urlsplit(loc.text or "").path or "/" for loc in tree.iter(LOC)}
	kinds: dict[tuple[str, int], str] = {}
	for path in sorted(paths):
		first, *rest = path.strip("/").split("/")
		kinds.setdefault((first, len(rest)), path)
	return sorted(kinds.values())


def find_forms(site: str, pages: list[str]) -> list[str]:
	"""Return the paths of the forms to which pages lead, without those that ask for a log-in first."""
	forms: set[str] = set()
	for path in pages:
		forms |= read(fetch(urljoin(site, path))).forms
	return [path for path in sorted(forms) if IS_OPEN in unpack(fetch(urljoin(site, path)))]


def show(weights: list[Weight]) -> str:
	"""Return the table, records under the name of their list."""
	rows = [f"| `{name(weight.path)}` | {weight.requests} | {weight.size / KB:.0f} |" for weight in weights]
	return "\n".join([HEAD, *rows])


def name(path: str) -> str:
	"""Return a path that is the same on every site: `/ngos/…` for one of its records."""
	first, *rest = path.strip("/").split("/")
	return f"/{first}/{'new' if rest == ['new'] else '…'}" if rest else f"/{first}"


def write(page: Path, table: str) -> None:
	"""Put the table between the two marks of a page."""
	text = page.read_text(encoding="utf-8")
	head, tail = text.split(BEGIN)[0], text.split(END)[1]
	page.write_text(f"{head}{BEGIN}\n\n{table}\n\n{END}{tail}", encoding="utf-8")


def fetch(address: str, packed: bool = True) -> bytes:
	"""Return what comes over the line for an address."""
	asks = ASKS if packed else {}
	with urlopen(Request(address, headers=asks)) as answer:
		return answer.read()


def unpack(content: bytes) -> str:
	"""Return the text of what may have come packed."""
	return (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode(errors="replace")


def read(page: bytes) -> Reader:
	reader = Reader()
	reader.feed(unpack(page))
	return reader


def main(words: list[str]) -> None:
	"""Weigh the pages of the site that is named, print the table, and write it down when that is asked for."""
	parser = argparse.ArgumentParser(prog="benchmarks.weights", description=__doc__)
	parser.add_argument("site", help="address of a served site")
	parser.add_argument("--write", type=Path, help="page with the two marks")
	arguments = parser.parse_args(words)
	pages = find_pages(arguments.site)
	forms = find_forms(arguments.site, pages)
	table = show([weigh(arguments.site, path) for path in [*pages, LOG_IN, *forms]])
	print(table)
	if arguments.write:
		write(arguments.write, table)


if __name__ == "__main__":
	main(sys.argv[1:])
