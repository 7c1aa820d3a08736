# SPDX-License-Identifier: GPL-3.0-only
"""Build `sites/assets` of the embedded site, as `bench build` does for a bench.

The bundles are built once per environment, in a folder of its own, and put from there into the `assets`
folder of each home. There each app has a folder that shows its `public` folder, `dist/` with its bundles
under names that carry a hash of their content, and `node_modules/` with the few packages that pages ask for
by path; `assets.json` and `assets-rtl.json` say which bundle is in which file.

Nothing is written next to the sources. What was there before stays complete until the new is: new files
are added, the maps are replaced, and only then what nothing names any more is removed.
"""

import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded.errors import HubError

HERE = Path(__file__).parent
PACKAGE_FILES = (HERE / "package.json", HERE / "package-lock.json")
BUILDER_FILES = (*PACKAGE_FILES, HERE / "bundle.mjs", HERE / "plugins.mjs", HERE / "build.py")

OLDEST_NODE = 20

SERVED_PACKAGES = ("ace-builds", "frappe-gantt", "html5-qrcode", "js-sha256", "photoswipe", "qz-tray")
"""Node packages that the engine's pages load by path, `/assets/frappe/node_modules/<package>/…`."""

COMPRESSED = ".gz"
"""Ending of the compressed copy that stands beside each script and stylesheet."""

NOT_SHOWN = {"dist", "node_modules"}
"""Children of a `public` folder that a bench builds there, and that are built elsewhere here."""


def build_assets(
	engine: Path, apps: dict[str, Path], out: Path, work: Path, progress: Callable[[str], None]
) -> bool:
	"""Bring the assets of `apps` in `out` up to date with the sources; takes no time when they are.

	`engine` is the folder of the package `frappe`; `apps` names each app with the folder of its package
	(`frappe` may be among them); `out` is `sites/assets`; `work` holds the Node packages and the built
	bundles, may serve several homes, and may be deleted at any time. Returns True when something in `out`
	changed: the caller then has to forget the map the site has cached (`assets_json`). An interrupted call
	can be repeated; of two calls at the same time one waits. Raises HubError when Node is missing or too
	old, a package can't be had, or a source has an error.
	"""
	apps = {"frappe": engine.resolve()} | {name: folder.resolve() for name, folder in apps.items()}
	out, work = out.resolve(), work.resolve()
	work.mkdir(parents=True, exist_ok=True)
	with _alone(work, progress):
		modules = _install_packages(work, progress)
		bundles = Bundles(work / "bundles", apps, modules)
		if not bundles.are_current():
			bundles.build(progress)
		return _publish(bundles, out)


class Bundles:
	"""The bundles of all apps as they were built last, in a folder of their own.

	`built.json` in that folder names them and says what they were made of.
	"""

	def __init__(self, folder: Path, apps: dict[str, Path], modules: Path):
		self.folder = folder
		self.apps = apps
		self.modules = modules

	@property
	def assets(self) -> dict[str, str]:
		"""Address of each bundle: `{"desk.bundle.js": "/assets/frappe/dist/js/desk.bundle.X.js"}`."""
		return self._built()["assets"]

	@property
	def files(self) -> list[str]:
		"""Places of all built files below the folder, source maps too."""
		return self._built()["files"]

	def are_current(self) -> bool:
		try:
			built = self._built()
		except (OSError, ValueError):
			return False
		return (
			built["sources"] == self._sources()
			and all(_state(Path(file)) == state for file, state in built["inputs"].items())
			and all((self.folder / file).exists() for file in built["files"])
		)

	def build(self, progress: Callable[[str], None]) -> None:
		progress("Assets: building the bundles")
		started = time.time_ns()
		fresh = self.folder.with_name("bundles.new")
		shutil.rmtree(fresh, ignore_errors=True)
		fresh.mkdir()
		sources = self._sources()
		folders = {app: str(folder) for app, folder in self.apps.items()}
		order = {"apps": folders, "modules": str(self.modules), "out": str(fresh)}
		command = ["node", str(HERE / "bundle.mjs"), json.dumps(order)]
		result = json.loads(_run(command, fresh, "The bundles could not be built: a source has an error."))
		inputs = {file: _state(Path(file)) for file in result["inputs"]}
		if any(not state or state[1] >= started for state in inputs.values()):
			sources = "changed during the build"
		files = [str(file.relative_to(fresh)) for file in sorted(fresh.rglob("*")) if file.is_file()]
		built = {"sources": sources, "inputs": inputs, "assets": result["assets"], "files": files}
		_write(fresh / "built.json", built)
		shutil.rmtree(self.folder, ignore_errors=True)
		fresh.rename(self.folder)
		seconds = (time.time_ns() - started) / 1e9
		progress(f"Assets: {len(result['assets'])} bundles built in {seconds:.0f} s")

	def _built(self) -> dict:
		return json.loads((self.folder / "built.json").read_text())

	def _sources(self) -> str:
		"""Hash of the builder itself, of where the apps lie, and of which bundles they have."""
		digest = hashlib.sha256(str(self.modules).encode())
		for file in BUILDER_FILES:
			digest.update(file.read_bytes())
		for app, folder in sorted(self.apps.items()):
			digest.update(f"{app} {folder}\n".encode())
			for source in sorted(_bundle_sources(folder / "public")):
				digest.update(f"{source}\n".encode())
		return digest.hexdigest()


def _state(file: Path) -> list[int] | None:
	"""Size in bytes and time of change in nanoseconds; None when the file is gone."""
	try:
		stat = file.stat()
	except OSError:
		return None
	return [stat.st_size, stat.st_mtime_ns]


def _shown(app: Path) -> list[str]:
	"""Names of the children of the app's `public` folder that pages may ask for."""
	public = app / "public"
	return sorted(set(os.listdir(public)) - NOT_SHOWN) if public.is_dir() else []


def _bundle_sources(public: Path) -> Iterator[str]:
	"""Paths of the sources of the bundles below `public`."""
	for folder, folders, files in os.walk(public):
		folders[:] = [name for name in folders if name not in NOT_SHOWN]
		yield from (f"{folder}/{name}" for name in files if ".bundle." in name)


@contextmanager
def _alone(work: Path, progress: Callable[[str], None]) -> Iterator[None]:
	"""Hold the lock of `work`; it goes with the process that holds it."""
	with (work / "lock").open("w") as lock:
		try:
			fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			progress("Assets: waiting for another process that is building them")
			fcntl.flock(lock, fcntl.LOCK_EX)
		yield


def _install_packages(work: Path, progress: Callable[[str], None]) -> Path:
	"""Return the `node_modules` folder with the locked packages, installed unless they are there."""
	digest = hashlib.sha256()
	for file in PACKAGE_FILES:
		digest.update(file.read_bytes())
	installed = work / f"packages-{digest.hexdigest()[:12]}"
	if not installed.exists():
		_check_node()
		progress("Assets: installing the Node packages")
		fresh = work / "packages.new"
		shutil.rmtree(fresh, ignore_errors=True)
		fresh.mkdir()
		for file in PACKAGE_FILES:
			shutil.copy(file, fresh)
		quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
		command = ["npm", "ci", "--ignore-scripts", "--omit=dev", "--include=optional", *quiet]
		_run(command, fresh, "The Node packages could not be installed. Is there a network?")
		fresh.rename(installed)
		for old in work.glob("packages-*"):
			if old != installed:
				shutil.rmtree(old, ignore_errors=True)
	return installed / "node_modules"


def _check_node() -> None:
	if not shutil.which("node") or not shutil.which("npm"):
		raise HubError(f"Node.js {OLDEST_NODE} or later with npm is needed, and was not found.")
	version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
	major = re.match(r"v(\d+)", version)
	if not major or int(major[1]) < OLDEST_NODE:
		raise HubError(f"Node.js {OLDEST_NODE} or later is needed; `node --version` says {version!r}.")


def _run(command: list[str], folder: Path, failure: str) -> str:
	"""Run `command` in `folder` and return what it printed."""
	try:
		result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
	except FileNotFoundError:
		raise HubError(f"`{command[0]}` was not found.") from None
	if result.returncode:
		raise HubError(failure, details=result.stderr or result.stdout)
	return result.stdout


def _publish(bundles: Bundles, out: Path) -> bool:
	"""Let `out` show the public files of the apps and hold the bundles; returns True when that changed it."""
	changed = False
	for app, folder in bundles.apps.items():
		changed |= _show(out / app, {name: folder / "public" / name for name in _shown(folder)})
	packages = {package: bundles.modules / package for package in SERVED_PACKAGES}
	changed |= _show(out / "frappe" / "node_modules", packages)
	for file in bundles.files:
		if not (out / file).exists():
			_copy(bundles.folder / file, out / file)
			_compress(out / file)
			changed = True
	assets = bundles.assets
	left_to_right = {f"rtl_{name}": address for name, address in assets.items() if name.endswith(".css")}
	changed |= _write(out / "assets.json", assets)
	changed |= _write(out / "assets-rtl.json", left_to_right)
	keep = {out / (file + ending) for file in bundles.files for ending in ("", COMPRESSED)}
	for file in out.glob("*/dist/*/*"):
		if file not in keep:
			file.unlink()
	return changed


def _show(folder: Path, targets: dict[str, Path]) -> bool:
	"""Let `folder` hold links to these targets, and no other links; returns True when that changed it."""
	if folder.is_symlink():
		folder.unlink()
	folder.mkdir(parents=True, exist_ok=True)
	links = {child.name: child.readlink() for child in folder.iterdir() if child.is_symlink()}
	if links == targets:
		return False
	for name in links.keys() - targets.keys():
		(folder / name).unlink()
	for name in targets:
		fresh = folder / f".{name}.new"
		fresh.unlink(missing_ok=True)
		fresh.symlink_to(targets[name])
		fresh.replace(folder / name)
	return True


def _copy(source: Path, target: Path) -> None:
	"""Copy a file so that nobody sees half of it."""
	target.parent.mkdir(parents=True, exist_ok=True)
	fresh = target.with_name(f"{target.name}.new")
	shutil.copyfile(source, fresh)
	fresh.replace(target)


def _compress(file: Path) -> None:
	"""Put a compressed copy beside a file that a browser loads; the web server sends that one."""
	if file.suffix not in (".js", ".css"):
		return
	fresh = file.with_name(f"{file.name}.new")
	fresh.write_bytes(gzip.compress(file.read_bytes(), mtime=0))
	fresh.replace(file.with_name(file.name + COMPRESSED))


def _write(file: Path, content: dict) -> bool:
	"""Write `content` as JSON in one step; returns False when that is what the file holds already."""
	text = json.dumps(content, indent="\t", sort_keys=True)
	if file.exists() and file.read_text() == text:
		return False
	fresh = file.with_name(f"{file.name}.new")
	fresh.write_text(text)
	fresh.replace(file)
	return True
