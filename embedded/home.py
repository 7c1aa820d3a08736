# SPDX-License-Identifier: GPL-3.0-only
"""The home of one embedded site: the folder that holds all its state, and the settings it is started with."""

import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from embedded.errors import HubError

PROJECT = Path(__file__).resolve().parent.parent
APP = "planota_hub"
SITE = "hub.localhost"
DEFAULT_PORT = 8000


@dataclass(frozen=True)
class Database:
	"""Where the site's data lies: a SQLite file in the home, or a database on a MariaDB server."""

	kind: str
	name: str
	host: str = ""
	port: int = 0
	user: str = ""
	password: str = ""

	def config(self) -> dict[str, Any]:
		"""Entries of site_config.json."""
		config: dict[str, Any] = {"db_type": self.kind, "db_name": self.name}
		if self.kind == "mariadb":
			config |= {
				"db_host": self.host,
				"db_port": self.port,
				"db_user": self.user,
				"db_password": self.password,
			}
		return config


class Home:
	"""Paths and settings of one home. `HUB_HOME` names its folder; two homes are two sites."""

	def __init__(self, root: Path):
		self.root = root
		self.sites = root / "sites"
		self.site = self.sites / SITE
		self.logs = root / "logs"
		self.run = root / "run"
		self.config = root / "config"
		self.data = root / "data"
		self.backups = root / "backups"
		self.secrets = self.config / "site_secrets.json"
		self.steps = root / "steps.json"
		self.tick = self.run / "scheduler.tick"  # as old as the last tick of the scheduler

	@classmethod
	def from_environment(cls) -> "Home":
		"""The home that `HUB_HOME` names, `.hub` in the project by default."""
		return cls(Path(os.environ.get("HUB_HOME") or PROJECT / ".hub").absolute())

	def make_folders(self) -> None:
		"""Make every folder a site needs; those that exist stay as they are."""
		site_folders = ("public/files", "private/files", "private/backups", "logs", "locks")
		for folder in (
			self.sites,
			self.logs,
			self.run,
			self.config,
			self.data,
			self.backups,
			*(self.site / name for name in site_folders),
		):
			folder.mkdir(parents=True, exist_ok=True)
		for folder in self.closed_folders:
			folder.chmod(0o700)

	@property
	def closed_folders(self) -> tuple[Path, ...]:
		"""Folders for their owner alone: they hold keys, backups and, on SQLite, all data."""
		return (self.root, self.config, self.data, self.backups)

	@property
	def database_file(self) -> Path:
		"""The SQLite database, outside the folder from which the web server sends files."""
		return self.data / f"{self.database.name}.db"

	@property
	def database(self) -> Database:
		"""The database that `HUB_DB` asks for."""
		return parse_database(os.environ.get("HUB_DB") or "sqlite")

	@property
	def port(self) -> int:
		"""TCP port of the web server, from `HUB_PORT`."""
		return parse_port(os.environ.get("HUB_PORT") or str(DEFAULT_PORT), "HUB_PORT")

	@property
	def proxy(self) -> str:
		"""Address of the proxy in front, from `HUB_BEHIND_PROXY`; empty when visitors come directly."""
		return parse_proxy(os.environ.get("HUB_BEHIND_PROXY") or "")

	@cached_property
	def admin_password(self) -> str:
		"""Password of Administrator: from `HUB_ADMIN_PASSWORD`, else one made at random and kept in the home."""
		return os.environ.get("HUB_ADMIN_PASSWORD") or self._kept_secret("admin_password")

	@cached_property
	def demo_password(self) -> str:
		"""Password of the demo users, made at random and kept in the home."""
		return self._kept_secret("demo_password")

	def _kept_secret(self, name: str) -> str:
		kept = self.config / name
		if not kept.exists():
			kept.parent.mkdir(parents=True, exist_ok=True)
			kept.touch(mode=0o600)
			kept.write_text(secrets.token_urlsafe(9))
		return kept.read_text()

	def is_done(self, step: str, fingerprint: str = "done") -> bool:
		"""True when `step` of the set-up was finished with these very inputs."""
		return self._steps().get(step) == fingerprint

	def mark_done(self, step: str, fingerprint: str = "done") -> None:
		"""Remember that `step` is finished, so that the next call skips it."""
		write_json(self.steps, self._steps() | {step: fingerprint})

	def forget(self, *steps: str) -> None:
		"""Let these steps run again."""
		write_json(self.steps, {step: value for step, value in self._steps().items() if step not in steps})

	def _steps(self) -> dict[str, str]:
		try:
			return json.loads(self.steps.read_text())
		except (FileNotFoundError, ValueError):
			return {}


def parse_database(text: str) -> Database:
	"""Read `HUB_DB`: `sqlite`, or `mariadb://user:password@host:port/name`. Raises HubError on anything else."""
	if text == "sqlite":
		return Database("sqlite", "hub")
	expected = "HUB_DB must be sqlite or mariadb://user:password@host:port/name"
	url = urlparse(text)
	try:
		port = url.port or 3306
	except ValueError:
		raise HubError(f"{expected}; its port is no number.") from None
	name = url.path.lstrip("/")
	if url.scheme != "mariadb" or not (url.hostname and url.username and name.replace("_", "").isalnum()):
		raise HubError(f"{expected}.")
	return Database("mariadb", name, url.hostname, port, unquote(url.username), unquote(url.password or ""))


def parse_port(text: str, source: str) -> int:
	"""A TCP port from `text`; HubError names `source` when it is none."""
	if not text.isdigit() or not 1 <= int(text) <= 65535:
		raise HubError(f"{source} must be a port number from 1 to 65535, not {text!r}.")
	return int(text)


def parse_proxy(text: str) -> str:
	"""Read `HUB_BEHIND_PROXY`: nothing, or an IP address. Raises HubError on anything else."""
	try:
		return str(ip_address(text)) if text else ""
	except ValueError:
		raise HubError(
			f"HUB_BEHIND_PROXY must be the IP address from which the proxy connects, not {text!r}."
		) from None


def write_json(path: Path, content: dict[str, Any]) -> None:
	"""Write `content` so that a reader, or a crash, finds either the old file or the new one; its owner's alone."""
	path.parent.mkdir(parents=True, exist_ok=True)
	draft = path.with_name(path.name + ".new")
	draft.touch(mode=0o600)
	draft.write_text(json.dumps(content, indent=1))
	draft.replace(path)
