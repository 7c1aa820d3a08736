# SPDX-License-Identifier: GPL-3.0-only
"""An answer that a browser keeps as a file instead of showing it."""

from urllib.parse import quote

from werkzeug.wrappers import Response


def offer_as_file(response: Response, file_name: str) -> None:
	"""Let the browser save an answer under a name in any script (RFC 6266; a plain header holds Latin letters only)."""
	response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name)}"
