# SPDX-License-Identifier: GPL-3.0-only
"""The commands of `./hub`. Each is a function of its own module; this one reads the words and shows errors."""

import argparse
import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from embedded.errors import HubError
from embedded.home import Home, parse_port

Command = Callable[[argparse.Namespace, Home], int | None]


class Parser(argparse.ArgumentParser):
	"""An argument parser whose errors are one line."""

	def error(self, message: str) -> None:
		"""Say what is wrong and where to look."""
		self.exit(2, f"hub: {message}. See ./hub --help\n")


def main(words: list[str]) -> int:
	"""Run one command. An error a person can act on is one line; anything else names the log with its trace."""
	home = None
	try:
		os.umask(0o077)  # what is written here is its owner's alone
		arguments = _parse(words)
		home = Home.from_environment()
		return arguments.run(arguments, home) or 0
	except HubError as error:
		where = f" (details: {_write_log(home, error.details)})" if error.details and home else ""
		print(f"hub: {error}{where}", file=sys.stderr)
		return 1
	except KeyboardInterrupt:
		return 130
	except BrokenPipeError:
		return 141
	except Exception as error:
		log = _write_log(home, traceback.format_exc())
		reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
		print(f"hub: {reason} (trace: {log})", file=sys.stderr)
		return 1


def say(message: str) -> None:
	"""Tell progress, apart from what a command prints as its result."""
	print(f"hub: {message}", file=sys.stderr, flush=True)


def _write_log(home: Home | None, details: str) -> Path | None:
	with contextlib.suppress(OSError):
		log = (home or Home.from_environment()).logs / "hub.log"
		log.parent.mkdir(parents=True, exist_ok=True)
		with log.open("a") as file:
			file.write(details.rstrip() + "\n\n")
		return log
	return None


def _parse(words: list[str]) -> argparse.Namespace:
	parser = Parser(
		prog="hub",
		description="Planota Hub on one machine.",
		epilog="HUB_HOME: folder of all state (.hub). HUB_DB: sqlite or mariadb://user:password@host:port/name. "
		"HUB_PORT: web port (8000). HUB_HOST: address to listen on (127.0.0.1). HUB_BEHIND_PROXY: address of the "
		"proxy in front. HUB_ADMIN_PASSWORD: password of Administrator.",
	)
	commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)

	serve = _add(commands, "serve", "set the site up if need be, and serve it", _lazy("serve", "serve"))
	serve.add_argument("--port", type=_port, help="TCP port, instead of HUB_PORT")
	serve.add_argument("--no-demo", action="store_true", help="do not load the demo region")

	_add(commands, "setup", "set the site up without serving it", _lazy("setup", "setup"))
	_add(commands, "migrate", "bring the site to the code of this checkout", _lazy("setup", "migrate"))

	test = _add(commands, "test", "run all tests on a fresh site", _lazy("test", "test"))
	test.add_argument(
		"pytest_arguments", nargs="*", metavar="PYTEST_ARGUMENT", help="for pytest, options too"
	)

	run = _add(
		commands,
		"run",
		"run a method or a script on the site and print its result as JSON",
		_lazy("run", "run"),
	)
	run.add_argument("method", nargs="?", help="dotted path of a function")
	run.add_argument("--kwargs", default="{}", metavar="JSON", help="keyword arguments of the method")
	run.add_argument("--file", type=Path, metavar="SCRIPT.py", help="run this script instead of a method")
	run.add_argument(
		"--commit", action="store_true", help="keep what it changed; without it all is rolled back"
	)

	_add(commands, "shell", "Python shell on the site", _lazy("run", "shell"))

	_add(
		commands,
		"messages",
		"update the message files and list what is to be translated",
		_lazy("messages", "messages"),
	)

	demo = _add(commands, "demo", "load, clear or count the demo region", _lazy("demo", "demo"))
	demo.add_argument("action", choices=("load", "clear", "state"))

	seed = _add(
		commands,
		"seed",
		"fill an empty site with records, as many as a national network has at scale 1",
		_lazy("seed", "seed"),
	)
	seed.add_argument(
		"--scale", type=_scale, required=True, help="0.01 is a village hub, 1 a national network"
	)
	seed.add_argument("--yes", action="store_true", help="also on a site with records")

	bench = _add(commands, "bench", "measure what everything costs on a seeded site", _lazy("seed", "bench"))
	bench.add_argument(
		"names", nargs="*", metavar="NAME", help="part of what is measured: report, page, NGO …"
	)
	bench.add_argument("--scale", type=_scale, help="seed the site first, unless it is")
	bench.add_argument("--write", type=Path, metavar="PAGE", help="put the figures into docs/performance.md")
	bench.add_argument("--yes", action="store_true", help="also on a site with real records")

	backup = _add(commands, "backup", "write database and files into one file", _lazy("backup", "backup"))
	backup.add_argument(
		"file", nargs="?", type=Path, help="the file to write (a dated name in the home by default)"
	)

	restore = _add(commands, "restore", "bring a backup back as this home's site", _lazy("backup", "restore"))
	restore.add_argument("file", type=Path)

	_add(commands, "doctor", "name what is wrong with this machine or site", _lazy("doctor", "doctor"))
	if words[:1] == ["test"] and not {"-h", "--help"} & set(words):
		return argparse.Namespace(run=_lazy("test", "test"), pytest_arguments=words[1:])
	return parser.parse_args(words)


def _add(commands: argparse._SubParsersAction, name: str, text: str, run: Command) -> argparse.ArgumentParser:
	command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
	command.set_defaults(run=run)
	return command


def _lazy(module: str, function: str) -> Command:
	"""A command is imported when it runs: most need packages that `setup` has yet to install."""

	def run(arguments: argparse.Namespace, home: Home) -> int | None:
		from importlib import import_module

		return getattr(import_module(f"embedded.commands.{module}"), function)(arguments, home)

	return run


def _port(text: str) -> int:
	try:
		return parse_port(text, "--port")
	except HubError as error:
		raise argparse.ArgumentTypeError(str(error)) from None


def _scale(text: str) -> float:
	try:
		scale = float(text)
	except ValueError:
		scale = 0.0
	if not 0 < scale <= 10:
		raise argparse.ArgumentTypeError(f"{text}: expected is a number above 0, at most 10")
	return scale


def set_port(port: int | None) -> None:
	"""Let `--port` take the place of HUB_PORT, for this process and those it starts."""
	if port:
		os.environ["HUB_PORT"] = str(port)
