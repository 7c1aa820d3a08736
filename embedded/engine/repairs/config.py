# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/config.py`: read site_config.json, as Frappe does, and the secrets that are kept apart from it."""

import json
import os
from pathlib import Path
from typing import Any

import frappe
from frappe.types import _dict

__all__ = ["clear_site_config_cache", "get_common_site_config", "get_conf", "get_site_config"]

DEFAULTS = {
	"db_type": "mariadb",
	"redis_cache": "redis://127.0.0.1:13311",
	"redis_queue": "redis://127.0.0.1:11311",
	"max_file_size": 25 * 1024 * 1024,
}


def get_site_config(
	sites_path: str | None = None, site_path: str | None = None, *, cached: bool = False
) -> _dict:
	"""The common configuration, overridden by the site's own. `cached` is kept for its callers."""
	sites_path = sites_path or getattr(frappe.local, "sites_path", ".")
	site_path = site_path or getattr(frappe.local, "site_path", None)
	config = _dict(DEFAULTS)
	config.update(_read(Path(sites_path) / "common_site_config.json"))
	if site_path:
		config.update(_read(Path(site_path) / "site_config.json"))
		config.update(_read(Path(sites_path).absolute().parent / "config" / "site_secrets.json"))
	if config.db_type == "mariadb":
		config.db_host = config.db_host or "127.0.0.1"
		config.db_port = int(config.db_port or 3306)
	config.db_user = config.db_user or config.db_name
	return config


def get_common_site_config(sites_path: str | None = None, cached: bool = False) -> _dict:
	"""The configuration that all sites of this home share."""
	return _dict(_read(Path(sites_path or frappe.local.sites_path) / "common_site_config.json"))


def get_conf(site: str | None = None) -> _dict:
	"""Configuration of the current site, or of `site` when none is current."""
	if hasattr(frappe.local, "conf"):
		return frappe.local.conf
	with frappe.init_site(site):
		return frappe.local.conf


def clear_site_config_cache() -> None:
	"""Forget what was read from the configuration files."""
	_cache.clear()


_cache: dict[str, tuple[int, dict[str, Any]]] = {}


def _read(path: Path) -> dict[str, Any]:
	"""Content of a JSON file, read again only when the file changed; nothing when there is none."""
	try:
		changed = os.stat(path).st_mtime_ns
	except FileNotFoundError:
		return {}
	known = _cache.get(str(path))
	if not known or known[0] != changed:
		known = (changed, json.loads(path.read_text()))
		_cache[str(path)] = known
	return dict(known[1])
