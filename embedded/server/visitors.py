# SPDX-License-Identifier: GPL-3.0-only
"""Who asks: what a visitor says of itself in headers counts only when a declared proxy says it."""

from collections.abc import Callable, Iterable

from werkzeug.middleware.proxy_fix import ProxyFix

# headers by which a visitor could pass for somebody else, or ask for what only a proxy may
CLAIMS = (
	"HTTP_FORWARDED",
	"HTTP_REMOTE_ADDR",
	"HTTP_TRUE_CLIENT_IP",
	"HTTP_X_CLIENT_IP",
	"HTTP_X_FRAPPE_SITE_NAME",
	"HTTP_X_ORIGINAL_URL",
	"HTTP_X_REAL_IP",
	"HTTP_X_REWRITE_URL",
	"HTTP_X_USE_X_ACCEL_REDIRECT",
)


def tell_who_asks(application: Callable, proxy: str = "") -> Callable[..., Iterable[bytes]]:
	"""Let `application` see the true address of a visitor, whatever the visitor claims.

	Args:
	        proxy: address of the machine whose `X-Forwarded-For`, `-Proto` and `-Host` are believed; none by default.
	"""
	behind_proxy = ProxyFix(_without_claims(application), x_for=1, x_proto=1, x_host=1)
	direct = _without_claims(application)

	def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
		is_proxy = proxy and environ.get("REMOTE_ADDR") == proxy
		return (behind_proxy if is_proxy else direct)(environ, start_response)

	return answer


def _without_claims(application: Callable) -> Callable[..., Iterable[bytes]]:
	def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
		for name in [name for name in environ if name in CLAIMS or name.startswith("HTTP_X_FORWARDED_")]:
			del environ[name]
		environ["HTTP_X_FORWARDED_FOR"] = environ.get("REMOTE_ADDR") or "127.0.0.1"
		environ["HTTP_X_FORWARDED_PROTO"] = environ["wsgi.url_scheme"]
		return application(environ, start_response)

	return answer
