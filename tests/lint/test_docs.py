# SPDX-License-Identifier: GPL-3.0-only
"""What the documentation says about the code: files, folders and functions that it names exist."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
APP = "planota_hub"
PAGES = ("*.md", "docs/*.md", ".github/*.md", ".github/**/*.md")

SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FILE = re.compile(
	r"(?<![\w./<>*-])[\w./-]+\.(?:py|js|mjs|json|html|css|csv|md|po|pot|txt|toml)\b(?![\w./*>])"
)
FOLDER = re.compile(r"(?<![\w./<>*~-])(?:[\w-]+/)+(?![\w./*<>{-])")
DOTTED = re.compile(rf"(?<![\w./]){APP}(?:\.\w+)+")
LINK = re.compile(r"\]\((?!https?:|mailto:)(?P<path>[^)#\s]*)(?:#(?P<heading>[^)\s]+))?\)")
# what a site or another app has, and words that stand for a name
ELSEWHERE = re.compile(
	r"^reports/|^/open-data/|AREA|THING|NAME|LANGUAGE|path/to/|site_config\.json|SCRIPT\.py|my_app|^(?:backups|config|election_keys)/"
)


def test_every_file_and_folder_that_the_docs_name_exists():
	assert [f"{page}: {name}" for page, name in names() if not exists(name)] == []


@pytest.mark.parametrize(
	"text", ["`register/merges.py`", "`planota_hub/registers/`", "`planota_hub.rules.text.no_such_rule`"]
)
def test_a_name_of_nothing_is_found(text: str):
	[name] = names_in(text)
	assert not exists(name)


def test_every_link_of_the_docs_leads_to_a_file_and_a_heading():
	assert [f"{page.relative_to(PROJECT)}: {link}" for page, link in broken_links(pages())] == []


def test_a_link_to_nothing_is_found(tmp_path: Path):
	page = tmp_path / "page.md"
	page.write_text("# A page, and more\n[a](#a-page-and-more) [b](#b) [c](c.md) [d](page.md#d)")
	assert [link for _page, link in broken_links([page])] == ["#b", "c.md", "page.md#d"]


def test_every_hook_that_the_app_offers_is_described():
	hooks = re.findall(r"^(hub_\w+)\b", (PROJECT / APP / "hooks.py").read_text(encoding="utf-8"), re.M)
	page = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
	assert hooks
	assert [hook for hook in hooks if f"`{hook}`" not in page or f"\n{hook} = " not in page] == []


def test_the_changelog_begins_with_what_is_not_released_and_knows_the_version():
	version = re.search(r'__version__ = "(.+)"', (PROJECT / APP / "__init__.py").read_text(encoding="utf-8"))[
		1
	]
	page = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
	assert re.findall(r"^## \[(.+?)\]", page, re.M)[:2] == ["Unreleased", version]


def pages() -> list[Path]:
	return sorted(path for pattern in PAGES for path in PROJECT.glob(pattern))


def broken_links(pages: list[Path]) -> Iterator[tuple[Path, str]]:
	"""Yield page and link where a link of the project leads to no file, or to no heading of a page."""
	for page in pages:
		for found in LINK.finditer(page.read_text(encoding="utf-8")):
			target = page.parent / found["path"] if found["path"] else page
			if not target.exists() or (found["heading"] and found["heading"] not in headings(target)):
				yield page, found[0][2:-1]


def headings(page: Path) -> set[str]:
	"""Return the anchors of a page's headings, as they are made where the repository is shown."""
	lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
	return {re.sub(r"[^\w\- ]", "", line.strip().lower()).replace(" ", "-") for line in lines}


def names() -> Iterator[tuple[str, str]]:
	"""Yield page and name of each file, folder and function of the project that a page writes as code."""
	for path in pages():
		for name in names_in(path.read_text(encoding="utf-8")):
			yield str(path.relative_to(PROJECT)), name


def names_in(text: str) -> Iterator[str]:
	for span in SPAN.findall(text):
		for pattern in (FILE, FOLDER, DOTTED):
			yield from (name for name in pattern.findall(span) if not ELSEWHERE.search(name))


def exists(name: str) -> bool:
	"""Tell whether there is such a file or folder, named from the root or from any folder; or such a function."""
	if re.fullmatch(DOTTED, name):
		return is_defined(name)
	name = name.removeprefix("./")
	if name.endswith("/"):
		return any(f"/{name}" in f"/{path}" for path in sources())
	return any(f"/{path}".endswith(f"/{name}") for path in sources())


def is_defined(name: str) -> bool:
	"""Tell whether a dotted name leads to a module of the app, or to a name at the top of one."""
	*parts, last = name.split(".")
	for path in (Path(*parts, last), Path(*parts)):
		for module in (PROJECT / path.with_suffix(".py"), PROJECT / path / "__init__.py"):
			if module.is_file():
				text = module.read_text(encoding="utf-8")
				return path.name == last or bool(
					re.search(rf"^(?:def |class )?{last}\b|import .*\b{last}\b", text, re.M)
				)
	return False


@cache
def sources() -> tuple[str, ...]:
	"""The paths of the files that are checked in or about to be."""
	command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
	listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
	return tuple(path for path in listed.stdout.split("\0") if path)
