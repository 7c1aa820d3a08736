"""The WSGI application: Frappe's own, with the files that a bench's nginx would serve in front of it."""

import os

import frappe.app
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.middleware.shared_data import SharedDataMiddleware

from embedded.home import SITE

SITES = os.environ["SITES_PATH"]

application = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.join(SITES, "assets")})
application = StaticDataMiddleware(application, {"/files": os.path.join(SITES, SITE)})
if os.environ.get("HUB_BEHIND_PROXY"):
	application = ProxyFix(application)
