"""Build `sites/assets` of the embedded site, as `bench build` does for a bench.

Below `assets/` each app has a folder that shows its `public` folder, `dist/` with its bundles under names
that carry a hash of their content, and `node_modules/` with the few packages that pages ask for by path.
`assets.json` and `assets-rtl.json` say which bundle is in which file.

Nothing is written next to the sources. What was there before stays complete until the new is: new files
are added, the maps are replaced, and only then what nothing names any more is removed.
"""

import fcntl
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

NOT_SHOWN = {"dist", "node_modules"}
"""Children of a `public` folder that a bench builds there, and that are built elsewhere here."""


def build_assets(
	engine: Path, apps: dict[str, Path], out: Path, work: Path, progress: Callable[[str], None]
) -> bool:
	"""Make the assets of `apps` in `out`, unless they are there and nothing they are made of has changed.

	`engine` is the folder of the package `frappe`; `apps` names each app with the folder of its package
	(`frappe` may be among them); `out` is `sites/assets`; `work` is a folder for Node packages and notes,
	which may be deleted at any time. Returns True when something was built: the caller then has to forget
	the cached map (`assets_json`). An interrupted call can be repeated; of two calls at the same time one
	waits. Raises HubError when Node is missing or too old, a package can't be had, or a source is wrong.
	"""
	apps = {"frappe": engine.resolve()} | {name: folder.resolve() for name, folder in apps.items()}
	out, work = out.resolve(), work.resolve()
	work.mkdir(parents=True, exist_ok=True)
	with _alone(work, progress):
		note = Note(work / "built.json", out, apps)
		if note.still_holds():
			return False
		modules = _install_packages(work, progress)
		_bundle(apps, modules, out, work, note, progress)
	return True


class Note:
	"""What the assets in `out` were made of, so that the next call can see whether anything changed."""

	def __init__(self, file: Path, out: Path, apps: dict[str, Path]):
		self.file = file
		self.out = out
		self.apps = apps

	def still_holds(self) -> bool:
		try:
			noted = json.loads(self.file.read_text())
		except (OSError, ValueError):
			return False
		return (
			noted["sources"] == self._sources()
			and all(_state(Path(file)) == state for file, state in noted["inputs"].items())
			and all((self.out / file).exists() for file in noted["outputs"])
		)

	def write(self, inputs: list[str], outputs: list[str], started: int) -> None:
		"""Note a build; one whose sources changed after it `started` (Unix time in ns) is not to be relied on."""
		states = {file: _state(Path(file)) for file in inputs}
		if all(state and state[1] < started for state in states.values()):
			_write(self.file, {"sources": self._sources(), "inputs": states, "outputs": outputs})

	def forget(self) -> None:
		self.file.unlink(missing_ok=True)

	def _sources(self) -> str:
		"""Hash of where everything lies, of the builder itself, and of which bundles and folders there are."""
		digest = hashlib.sha256(str(self.out).encode())
		for file in BUILDER_FILES:
			digest.update(file.read_bytes())
		for app, folder in sorted(self.apps.items()):
			digest.update(f"{app} {folder}\n".encode())
			for name in sorted([*_shown(folder), *_bundles(folder / "public")]):
				digest.update(f"{name}\n".encode())
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


def _bundles(public: Path) -> Iterator[str]:
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
		command = "npm ci --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error".split()
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


def _bundle(
	apps: dict[str, Path],
	modules: Path,
	out: Path,
	work: Path,
	note: Note,
	progress: Callable[[str], None],
) -> None:
	progress("Assets: building the bundles")
	started = time.time_ns()
	fresh = work / "dist.new"
	shutil.rmtree(fresh, ignore_errors=True)
	fresh.mkdir()
	order = work / "order.json"
	folders = {app: str(folder) for app, folder in apps.items()}
	_write(order, {"apps": folders, "modules": str(modules), "out": str(fresh)})
	command = ["node", str(HERE / "bundle.mjs"), str(order)]
	result = json.loads(_run(command, work, "The bundles could not be built: a source has an error."))
	assets: dict[str, str] = result["assets"]

	note.forget()
	for app, folder in apps.items():
		_show_public(folder, out / app)
	_show_packages(modules, out / "frappe" / "node_modules")
	built = _add_files(fresh, out)
	_write(out / "assets.json", assets)
	_write(out / "assets-rtl.json", {f"rtl_{name}": assets[name] for name in assets if name.endswith(".css")})
	_remove_other_files(out, apps, built)
	shutil.rmtree(fresh)
	note.write(result["inputs"], ["assets.json", "assets-rtl.json", *built], started)
	progress(f"Assets: {len(assets)} bundles built in {(time.time_ns() - started) / 1e9:.0f} s")


def _show_public(app: Path, target: Path) -> None:
	"""Let `target` show the children of the app's `public` folder."""
	if target.is_symlink():
		target.unlink()
	target.mkdir(parents=True, exist_ok=True)
	shown = _shown(app)
	for name in shown:
		_link(target / name, app / "public" / name)
	for child in target.iterdir():
		if child.is_symlink() and child.name not in shown and child.name not in NOT_SHOWN:
			child.unlink()


def _show_packages(modules: Path, target: Path) -> None:
	"""Let `target` show the packages that pages load by path, and no other."""
	target.mkdir(parents=True, exist_ok=True)
	for package in SERVED_PACKAGES:
		_link(target / package, modules / package)


def _link(link: Path, target: Path) -> None:
	"""Make `link` point to `target`, whatever it was before."""
	fresh = link.with_name(f".{link.name}.new")
	fresh.unlink(missing_ok=True)
	fresh.symlink_to(target)
	if link.is_dir() and not link.is_symlink():
		shutil.rmtree(link)
	fresh.replace(link)


def _add_files(fresh: Path, out: Path) -> list[str]:
	"""Move the files below `fresh` to the same places below `out`; returns these places."""
	places = [file.relative_to(fresh) for file in fresh.rglob("*") if file.is_file()]
	for place in places:
		(out / place).parent.mkdir(parents=True, exist_ok=True)
		(fresh / place).replace(out / place)
	return [str(place) for place in places]


def _remove_other_files(out: Path, apps: dict[str, Path], built: list[str]) -> None:
	"""Remove bundles of former builds."""
	keep = {out / place for place in built}
	for app in apps:
		for file in (out / app / "dist").rglob("*"):
			if file.is_file() and file not in keep:
				file.unlink()


def _write(file: Path, content: dict) -> None:
	"""Write `content` as JSON in one step."""
	fresh = file.with_name(f"{file.name}.new")
	fresh.write_text(json.dumps(content, indent="\t", sort_keys=True))
	fresh.replace(file)
