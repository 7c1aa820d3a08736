"""The WSGI application: Frappe's own, with the files that a bench's nginx would serve in front of it."""

import os

import frappe.app
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from embedded.home import SITE

SITES = os.environ["SITES_PATH"]
HASHED_NAME = r"^.+\.bundle\.[0-9A-Z]{8}\.(js|css)$"  # a bundle that changed has another name

application = StaticDataMiddleware(frappe.app.application, {"/files": os.path.join(SITES, SITE)})
application = WhiteNoise(
	application,
	root=os.path.join(SITES, "assets"),
	prefix="assets/",
	max_age=3600,
	immutable_file_test=HASHED_NAME,
)
if os.environ.get("HUB_BEHIND_PROXY"):
	application = ProxyFix(application)
