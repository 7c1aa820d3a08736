# SPDX-License-Identifier: GPL-3.0-only
import json
import shutil
from pathlib import Path

from embedded import redis
from embedded.home import Home


def test_a_home_keeps_its_port_and_password(tmp_path: Path):
	home = Home(tmp_path / "home")

	assert redis.url(home, redis.CACHE) == redis.url(home, redis.CACHE)


def test_a_copied_home_does_not_share_the_server_of_the_first(tmp_path: Path):
	home, copy = Home(tmp_path / "home"), Home(tmp_path / "copy")
	redis.url(home, redis.CACHE)

	shutil.copytree(home.root, copy.root)

	first, second = (read(of) for of in (home, copy) if redis.url(of, redis.CACHE))
	assert first["port"] != second["port"]
	assert first["password"] != second["password"]
	assert redis.url(home, redis.CACHE) != redis.url(copy, redis.CACHE)


def test_a_home_of_an_earlier_version_keeps_its_server(tmp_path: Path):
	home = Home(tmp_path / "home")
	home.config.mkdir(parents=True)
	(home.config / "redis.json").write_text(json.dumps({"port": 12345, "password": "secret"}))

	assert redis.url(home, redis.CACHE).startswith("redis://:secret@127.0.0.1:12345/")


def read(home: Home) -> dict:
	return json.loads((home.config / "redis.json").read_text())
