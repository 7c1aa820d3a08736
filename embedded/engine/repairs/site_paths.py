# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/utils/__init__.py`: the site is the folder that its name says, not the working folder."""

import functools
import os

import frappe

__all__ = ["get_bench_path", "get_site_base_path", "get_site_name", "get_sites"]


def get_site_base_path() -> str:
	"""Folder of the current site."""
	return frappe.local.site_path


def get_bench_path() -> str:
	"""Folder that holds the folder of all sites; also where no site is open, as after a job that failed."""
	sites = getattr(frappe.local, "sites_path", None) or os.environ["SITES_PATH"]
	return os.path.dirname(os.path.abspath(sites))


def get_sites(sites_path: str | None = None) -> list[str]:
	"""Names of the sites in this home: the folders with a site_config.json."""
	root = sites_path or frappe.local.sites_path
	return sorted(
		name for name in os.listdir(root) if os.path.exists(os.path.join(root, name, "site_config.json"))
	)


@functools.lru_cache
def get_site_name(hostname: str) -> str:
	"""Host without its port."""
	return hostname.split(":", 1)[0]
