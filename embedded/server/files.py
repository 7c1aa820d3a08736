# SPDX-License-Identifier: GPL-3.0-only
"""Public files, which nginx serves on a bench: shown when their kind is harmless, else only to be downloaded."""

from collections.abc import Callable, Iterable
from pathlib import Path

from werkzeug.utils import send_file
from werkzeug.wrappers import Request

from planota_hub.files.active_files import is_harmless

PREFIX = "/files/"


class PublicFiles:
	"""Serves `/files/`; everything else, and what is not there, is the application's."""

	def __init__(self, application: Callable, public: str):
		self.application = application
		self.files = Path(public, "files").resolve()

	def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
		"""Answer one request."""
		request = Request(environ)
		file = request.method in ("GET", "HEAD") and self.find(request.path)
		if not file:
			return self.application(environ, start_response)
		response = send_file(
			file,
			environ,
			as_attachment=not is_harmless(file.name),
			download_name=file.name,
			conditional=True,
			max_age=3600,
		)
		response.headers["X-Content-Type-Options"] = "nosniff"
		return response(environ, start_response)

	def find(self, path: str) -> Path | None:
		"""The file of the address `path`; None when it is none of the public files."""
		if not path.startswith(PREFIX) or "\0" in path:
			return None
		try:
			file = (self.files / path[len(PREFIX) :].lstrip("/")).resolve()
			return file if file.is_relative_to(self.files) and file.is_file() else None
		except OSError:  # a name that is too long
			return None
