# SPDX-License-Identifier: GPL-3.0-only
"""The asset builder: what it makes of each kind of source, when it builds, and that the engine's pages
find all they ask for."""

import itertools
import json
import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from embedded.assets import build, build_assets
from embedded.environment import ENVIRONMENT
from embedded.errors import HubError

pytestmark = pytest.mark.skipif(
	not shutil.which("npm"), reason="Node is not here: the asset builder is NOT tested"
)

SHARED_WORK = ENVIRONMENT / "assets"

SOURCES = {
	"engine/public/js/libs.bundle.js": 'import $ from "jquery";\nfrappe.answers.jquery = typeof $;\n',
	"engine/public/js/shared.js": "frappe.answers.shared = true;\n",
	"engine/public/css/plain.css": ".plain { color: red; }\n@font-face { src: url(/assets/frappe/css/f.woff2); }\n",
	"engine/public/scss/colours.scss": "$hub: #123456;\n",
	"probe/public/images/logo.svg": "<svg/>",
	"probe/public/js/deep/probe.bundle.js": (
		'import "./card.html";\n'
		'import "frappe/public/js/shared.js";\n'
		'import Scoped from "./Scoped.vue";\n'
		'import Options from "./Options.vue";\n'
		"Object.assign(frappe.answers, { Scoped, Options });\n"
	),
	"probe/public/js/deep/card.html": "<b>{%= title %}</b> `quoted` ${1 + 1}\n",
	"probe/public/js/deep/Scoped.vue": (
		'<script setup>\nimport { ref } from "vue";\nconst count = ref(0);\n</script>\n'
		"<template><p class='count'>{{ count }}</p></template>\n"
		'<style lang="scss" scoped>\n@import "frappe/public/css/plain.css";\n.count { b { color: blue; } }\n</style>\n'
	),
	"probe/public/js/deep/Options.vue": (
		"<script>\nexport default { data: () => ({ name: 'x' }) };\n</script>\n"
		"<template><i>{{ name }}</i></template>\n"
	),
	"probe/public/js/typed.bundle.ts": "const answer: number = 42;\n(globalThis as any).frappe.answers.typed = answer;\n",
	"probe/public/scss/probe.bundle.scss": (
		'@import "frappe/public/css/plain.css";\n'
		'@import "frappe/public/scss/colours";\n'
		'@import "~photoswipe/dist/photoswipe";\n'
		'@import "./partial";\n'
	),
	"probe/public/scss/_partial.scss": ".partial { color: $hub; background: url(/assets/probe/images/logo.svg); }\n",
	"probe/public/node_modules/x/x.bundle.js": "this is no source\n",
	"probe/public/dist/js/old.bundle.js": "this is no source\n",
}

RUN_IN_NODE = """
const fs = require("fs"), vm = require("vm");
globalThis.window = globalThis;
globalThis.frappe = { templates: {}, answers: {}, styles: [], dom: { set_style: (css) => frappe.styles.push(css) } };
process.argv.slice(1).forEach((file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), file));
const { Scoped, Options, ...plain } = frappe.answers;
const shape = (c) => c && { scope: c.__scopeId, renders: Boolean(c.setup || c.render) };
console.log(JSON.stringify({
	templates: frappe.templates, styles: frappe.styles, plain, Scoped: shape(Scoped), Options: shape(Options),
}));
"""


class Tree:
	"""A small engine and one app, and the folder their assets go to."""

	def __init__(self, root: Path):
		self.root = root
		self.clock = itertools.count(1_000_000_000)  # in the past: no source changes while it is read
		self.out = root / "sites" / "assets"
		self.work = root / "work"
		self.work.mkdir()
		packages = build._install_packages(SHARED_WORK, print).parent
		(self.work / packages.name).symlink_to(packages)
		for path, text in SOURCES.items():
			self.write(path, text)

	def write(self, path: str, text: str) -> None:
		file = self.root / path
		file.parent.mkdir(parents=True, exist_ok=True)
		file.write_text(text)
		os.utime(file, (0, next(self.clock)))

	def build(self, out: Path | None = None) -> tuple[bool, list[str]]:
		"""Build; returns whether anything changed, and what was told meanwhile."""
		told: list[str] = []
		changed = build_assets(
			self.root / "engine", {"probe": self.root / "probe"}, out or self.out, self.work, told.append
		)
		return changed, told

	def assets(self) -> dict[str, str]:
		return json.loads((self.out / "assets.json").read_text())

	def file(self, bundle: str) -> Path:
		return self.out.parent / self.assets()[bundle].lstrip("/")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Tree:
	"""The tree, built once for the tests that only look."""
	tree = Tree(tmp_path_factory.mktemp("built"))
	tree.build()
	return tree


@pytest.fixture
def tree(tmp_path) -> Tree:
	return Tree(tmp_path)


@pytest.fixture(scope="module")
def answers(built) -> dict:
	"""What the built scripts do when they run."""
	scripts = [str(built.file(name)) for name in built.assets() if name.endswith(".js")]
	return json.loads(subprocess.check_output(["node", "-e", RUN_IN_NODE, "--", *scripts], text=True))


def test_maps_name_each_bundle_by_its_content(built):
	assets = built.assets()
	assert sorted(assets) == ["libs.bundle.js", "probe.bundle.css", "probe.bundle.js", "typed.bundle.js"]
	assert re.fullmatch(r"/assets/frappe/dist/js/libs\.bundle\.[A-Z0-9]{8}\.js", assets["libs.bundle.js"])
	assert re.fullmatch(r"/assets/probe/dist/css/probe\.bundle\.[A-Z0-9]{8}\.css", assets["probe.bundle.css"])
	right_to_left = json.loads((built.out / "assets-rtl.json").read_text())
	assert right_to_left == {"rtl_probe.bundle.css": assets["probe.bundle.css"]}


def test_public_files_are_shown_but_not_what_was_built_among_them(built):
	assert (built.out / "probe/images/logo.svg").read_text() == "<svg/>"
	assert not (built.out / "probe/dist/js/old.bundle.js").exists()
	assert not (built.root / "engine/public/dist").exists()


def test_only_packages_that_pages_load_by_path_are_shown(built):
	shown = built.out / "frappe/node_modules"
	assert sorted(os.listdir(shown)) == sorted(build.SERVED_PACKAGES)
	assert all((shown / package / "package.json").exists() for package in build.SERVED_PACKAGES)


def test_html_becomes_a_template(answers):
	assert answers["templates"] == {"card": "<b>{%= title %}</b> `quoted` 2\n"}


def test_scripts_come_from_packages_apps_and_typescript(answers):
	assert answers["plain"] == {"jquery": "function", "shared": True, "typed": 42}


def test_vue_components_bring_their_scoped_styles(answers):
	scope = answers["Scoped"]["scope"]
	assert scope.startswith("data-v-") and answers["Scoped"]["renders"]
	assert answers["Options"] == {"renders": True}
	(style,) = answers["styles"]
	assert f".count b[{scope}]{{color:#00f}}" in style
	assert ".plain{color:red}" in style and "@import" not in style


def test_styles_take_in_what_they_import(built):
	css = built.file("probe.bundle.css").read_text()
	assert "@import" not in css
	assert ".plain{color:red}" in css
	assert ".pswp{" in css, "from a Node package, named with ~"
	assert "color:#123456" in css, "a variable of another app"
	assert "/assets/probe/images/logo.svg" in css and "/assets/frappe/css/f.woff2" in css, (
		"left to the web server"
	)


def test_nothing_is_built_when_nothing_changed(tree):
	assert tree.build()[0]
	assert tree.build() == (False, [])


def test_another_home_gets_the_same_bundles_without_building(tree):
	tree.build()
	other = tree.root / "other" / "assets"
	assert tree.build(other) == (True, [])
	for address in tree.assets().values():
		assert (other.parent / address.lstrip("/")).exists()


@pytest.mark.parametrize(
	("path", "text", "bundle"),
	[
		("probe/public/scss/_partial.scss", ".partial { color: pink; }\n", "probe.bundle.css"),
		("engine/public/scss/colours.scss", "$hub: #654321;\n", "probe.bundle.css"),
		("probe/public/js/deep/card.html", "new\n", "probe.bundle.js"),
		("probe/public/js/more.bundle.js", "frappe.more = 1;\n", "more.bundle.js"),
	],
)
def test_a_changed_source_gives_its_bundle_a_new_name(tree, path, text, bundle):
	tree.build()
	before = tree.assets()
	tree.write(path, text)
	assert tree.build()[0]
	after = tree.assets()
	assert {name for name in after if after[name] != before.get(name)} == {bundle}
	if bundle in before:
		assert not (tree.out.parent / before[bundle].lstrip("/")).exists()


def test_a_new_public_folder_is_shown_without_building(tree):
	tree.build()
	tree.write("probe/public/icons/a.svg", "<svg/>")
	assert tree.build() == (True, [])
	assert (tree.out / "probe/icons/a.svg").exists()
	shutil.rmtree(tree.root / "probe/public/icons")
	assert tree.build() == (True, [])
	assert not (tree.out / "probe/icons").is_symlink()


def test_deleted_assets_come_back(tree):
	tree.build()
	tree.file("probe.bundle.js").unlink()
	assert tree.build() == (True, [])
	assert tree.file("probe.bundle.js").exists()


def test_an_error_in_a_source_is_named_and_leaves_the_old_assets(tree):
	tree.build()
	before = tree.assets()
	for path in (
		"probe/public/js/typed.bundle.ts",
		"probe/public/scss/_partial.scss",
		"probe/public/js/deep/Scoped.vue",
	):
		tree.write(path, "<template> { not <closed")
		with pytest.raises(HubError, match="a source has an error") as error:
			tree.build()
		assert Path(path).name in error.value.details
		tree.write(path, SOURCES[path])
	assert tree.assets() == before
	assert all(tree.file(name).exists() for name in before)
	tree.build()
	assert tree.assets() == before


def test_leftovers_of_an_interrupted_build_do_no_harm(tree):
	(tree.work / "bundles.new").mkdir()
	(tree.work / "bundles.new/half.js").write_text("x")
	(tree.work / "bundles").mkdir()
	(tree.out / "frappe/dist/js").mkdir(parents=True)
	(tree.out / "frappe/dist/js/libs.bundle.OLD.js.new").write_text("x")
	(tree.out / "probe").symlink_to(tree.root / "nowhere")
	assert tree.build()[0]
	assert tree.file("libs.bundle.js").exists()
	assert (tree.out / "probe/images/logo.svg").exists()
	assert not list(tree.out.rglob("*.new"))


@pytest.mark.parametrize(
	("node", "message"),
	[(None, "Node.js 20 or later with npm is needed"), ("v18.20.0", "`node --version` says 'v18.20.0'")],
)
def test_missing_or_old_node_is_told(tree, tmp_path, monkeypatch, node, message):
	for packages in tree.work.iterdir():
		packages.unlink()
	programs = tmp_path / "bin"
	programs.mkdir()
	for name in ("node", "npm"):
		if node:
			(programs / name).write_text(f"#!/bin/sh\necho {node}\n")
			(programs / name).chmod(0o755)
	monkeypatch.setenv("PATH", f"{programs}:/bin" if node else str(programs))
	with pytest.raises(HubError, match=re.escape(message)):
		tree.build()


def test_the_lock_pins_every_package_and_names_no_registry():
	packages = json.loads((build.HERE / "package-lock.json").read_text())["packages"]
	root = packages.pop("")
	assert all(re.fullmatch(r"\d[\w.-]*", version) for version in root["dependencies"].values())
	assert all("integrity" in package and "resolved" not in package for package in packages.values())


@pytest.fixture(scope="module")
def engine() -> Path:
	"""Folder of the real engine: the tests from here on look at its bundles and the app's."""
	spec = find_spec("frappe")
	if not spec or not spec.origin:
		pytest.skip("the engine is not here: its bundles are NOT tested")
	return Path(spec.origin).parent


@pytest.fixture(scope="module")
def sources(engine) -> dict[Path, str]:
	"""Text of everything in the engine and the app that can ask for an asset."""
	app = build.HERE.parents[1] / "planota_hub"
	found = {}
	for folder in (engine, app):
		for file in folder.rglob("*"):
			if file.suffix in {".py", ".js", ".html", ".vue", ".json"} and file.is_file():
				found[file] = file.read_text(errors="replace")
	return found


@pytest.fixture(scope="module")
def out(engine, tmp_path_factory) -> Path:
	out = tmp_path_factory.mktemp("sites") / "assets"
	app = build.HERE.parents[1] / "planota_hub"
	build_assets(engine, {"frappe": engine, "planota_hub": app}, out, SHARED_WORK, print)
	return out


def test_every_bundle_that_is_asked_for_is_built(sources, out):
	assets = json.loads((out / "assets.json").read_text())
	asked = {
		(name, file.name)
		for file, text in sources.items()
		for name in re.findall(r"""["'`](?:[\w-]+/)*([\w-]+\.bundle\.(?:js|css))["'`]""", text)
	}
	assert len(asked) > 30
	assert {(name, file) for name, file in asked if name not in assets} == set()


def test_every_package_file_that_is_asked_for_is_there(sources, out):
	asked = {
		path
		for text in sources.values()
		for path in re.findall(r"/?assets/(frappe/node_modules/[\w./-]+)", text)
	}
	assert len(asked) >= 8
	assert {path for path in asked if not (out / path).exists()} == set()


def test_fonts_icons_and_images_in_stylesheets_are_there(out):
	missing_in_frappe_too = {"frappe/images/default-skin.svg"}
	asked = {
		path
		for file in out.glob("*/dist/css/*.css")
		for path in re.findall(r"url\(\"?/assets/([^)\"?#]+)", file.read_text())
	}
	assert any(path.endswith(".woff2") for path in asked)
	assert {path for path in asked if not (out / path).exists()} <= missing_in_frappe_too


def test_stylesheets_ask_no_other_host(out):
	for file in out.glob("*/dist/css/*.css"):
		assert not re.search(r"@import|url\(\"?(https?:)?//", file.read_text()), file.name


def test_every_script_can_be_parsed(out):
	check = "process.argv.slice(1).forEach((f) => new (require('vm').Script)(require('fs').readFileSync(f, 'utf8')))"
	scripts = [str(file) for file in out.glob("*/dist/js/*.js")]
	assert len(scripts) > 20
	subprocess.run(["node", "-e", check, "--", *scripts], check=True)
