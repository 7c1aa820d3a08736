# SPDX-License-Identifier: GPL-3.0-only
"""`./hub run` and `./hub shell`: code on the site, as Administrator."""

import argparse
import json
import runpy
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from embedded.commands.setup import prepare
from embedded.errors import HubError
from embedded.home import Home


def run(arguments: argparse.Namespace, home: Home) -> None:
	"""Print the result of a method, or of a script's `result`, as JSON; roll back unless `--commit`."""
	if bool(arguments.method) == bool(arguments.file):
		raise HubError("run takes a method or --file SCRIPT.py, one of the two.")
	kwargs = _read_kwargs(arguments.kwargs)
	script = arguments.file.resolve() if arguments.file else None
	if script and not script.is_file():
		raise HubError(f"There is no script {arguments.file}.")
	prepare(home, build_assets=False)

	from embedded import redis, site

	with redis.running(home), site.connected(home):
		import frappe

		with redirect_stdout(sys.stderr):  # what the code prints is not its result
			result = _run_script(script) if script else _call(arguments.method, kwargs)
		if arguments.commit:
			frappe.db.commit()
		print(frappe.as_json(result))


def shell(arguments: argparse.Namespace, home: Home) -> None:
	"""A Python shell connected to the site; nothing is kept without frappe.db.commit()."""
	prepare(home, build_assets=False)
	from embedded import redis, site

	with redis.running(home), site.connected(home):
		import frappe
		from IPython import start_ipython

		start_ipython(argv=["--no-banner"], user_ns={"frappe": frappe})


def _read_kwargs(text: str) -> dict[str, Any]:
	try:
		kwargs = json.loads(text)
	except ValueError as error:
		raise HubError(f"--kwargs is not JSON: {error}") from None
	if not isinstance(kwargs, dict):
		raise HubError('--kwargs must be a JSON object, for example {"name": "value"}.')
	return kwargs


def _call(method: str, kwargs: dict[str, Any]) -> Any:
	import frappe

	try:
		function = frappe.get_attr(method)
	except (ImportError, AttributeError, ValueError, frappe.AppNotInstalledError):
		raise HubError(f"There is no method {method}.") from None
	return function(**kwargs)


def _run_script(script: Path) -> Any:
	return runpy.run_path(str(script), run_name="__main__").get("result")
