# SPDX-License-Identifier: GPL-3.0-only
"""`./hub backup` and `./hub restore`."""

import argparse
from datetime import datetime

from embedded.commands import say
from embedded.commands.setup import bring_up, lay_ground, prepare
from embedded.errors import HubError
from embedded.home import Home


def backup(arguments: argparse.Namespace, home: Home) -> None:
	"""Write database and files into one file, and print its path."""
	if not home.is_done("app"):
		raise HubError(f"There is no site in {home.root} to back up.")
	prepare(home, build_assets=False)
	from embedded import backup as files
	from embedded import redis, site

	target = arguments.file or home.backups / f"hub-{datetime.now():%Y%m%d-%H%M%S}.tar.gz"
	if not target.parent.is_dir():
		raise HubError(f"There is no folder {target.parent} to write the backup to.")
	with redis.running(home):
		site.fill_search_index(home)
	say("Backup: copying database and files")
	files.write(home, target.absolute())
	say("Backup: written and verified")
	print(target.absolute())


def restore(arguments: argparse.Namespace, home: Home) -> None:
	"""Bring a backup back as this home's site. Refused while the site is served, and when the file is damaged."""
	from embedded import environment

	environment.prepare(say)
	from embedded import backup as files
	from embedded import redis, site
	from embedded.server import operation

	home.make_folders()
	say("Restore: verifying the file")
	with files.unpacked(arguments.file.absolute(), home.run) as (staging, manifest):
		if operation.is_served(home) or redis.is_in_use(home):
			raise HubError(
				"This site is being served, or another ./hub command works on it. Stop ./hub serve first."
			)
		redis.stop_left_over(home)
		site.configure(home)
		say("Restore: bringing the site back")
		files.restore(home, staging, manifest)
	lay_ground(home)
	with redis.running(home):
		site.clear_cache(home)
		bring_up(home)
		site.adopt_passwords(home)
	say(f"The site in {home.root} is restored. Everybody logs in anew.")
