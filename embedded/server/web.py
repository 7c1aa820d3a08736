# SPDX-License-Identifier: GPL-3.0-only
"""The WSGI application: Frappe's own, with the files that a bench's nginx would serve in front of it."""

import os
from collections.abc import Callable, Iterable

import frappe.app
from whitenoise import WhiteNoise

from embedded.home import SITE
from embedded.server.compression import Compression
from embedded.server.enclosure import enclosed
from embedded.server.files import PublicFiles
from embedded.server.front import READ_TO_REFUSE
from embedded.server.visitors import tell_who_asks

SITES = os.environ["SITES_PATH"]
HASHED_NAME = r"^.+\.bundle\.[0-9A-Z]{8}\.(js|css)$"  # a bundle that changed has another name


def get_largest_body() -> int:
	"""Bytes of the largest request that is read at all; the site itself refuses files beyond its own limit."""
	from frappe.core.api.file import get_max_file_size

	with frappe.init_site(SITE):
		frappe.connect()
		return READ_TO_REFUSE * get_max_file_size()


def _add_headers(headers, path: str, url: str) -> None:
	headers["X-Content-Type-Options"] = "nosniff"


def build(proxy: str = "") -> Callable[..., Iterable[bytes]]:
	"""The application, layer by layer.

	Args:
	        proxy: address of the one machine whose word on who asks is believed.
	"""
	application = PublicFiles(enclosed(frappe.app.application), os.path.join(SITES, SITE, "public"))
	application = WhiteNoise(
		application,
		root=os.path.join(SITES, "assets"),
		prefix="assets/",
		max_age=3600,
		immutable_file_test=HASHED_NAME,
		add_headers_function=_add_headers,
	)
	return tell_who_asks(Compression(application), proxy)


application = build(os.environ.get("HUB_BEHIND_PROXY", ""))
