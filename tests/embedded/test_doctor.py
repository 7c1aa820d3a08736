"""The doctor: every illness it knows, brought about and named in one line."""

import shutil
import socket
import subprocess
import sys
from collections import namedtuple

import pytest

from embedded import environment
from embedded.commands import doctor
from embedded.engine import wheel
from embedded.home import PROJECT, Home
from tests.embedded.serving import free_port


def test_nothing_is_wrong_with_a_sound_site(own_site, monkeypatch):
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	assert doctor.examine(own_site) == []


def test_nothing_is_wrong_before_there_is_a_site(tmp_path, monkeypatch):
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	assert doctor.examine(Home(tmp_path / "none")) == []


def test_the_command_prints_findings_and_exits_with_one(hub, own_site):
	(own_site.site / "db" / "hub.db").unlink()
	result = hub("doctor", home=own_site.root, HUB_PORT=str(free_port()))
	assert result.returncode == 1
	assert result.stdout.splitlines() == [
		f"The database {own_site.site}/db/hub.db is missing; restore a backup, or remove {own_site.root} and start anew."
	]


def test_a_proxy_that_is_no_address(monkeypatch, tmp_path):
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	monkeypatch.setenv("HUB_BEHIND_PROXY", "yes")
	assert doctor.examine(Home(tmp_path / "none")) == [
		"HUB_BEHIND_PROXY must be the IP address from which the proxy connects, not 'yes'."
	]


def test_a_wrong_python(monkeypatch):
	Version = namedtuple("Version", "major minor micro")
	monkeypatch.setattr(sys, "version_info", Version(3, 9, 1))
	monkeypatch.setattr(sys, "version", "3.9.1 (old)")
	assert list(doctor.python(None)) == [
		"Python 3.9.1 runs this; 3.11, 3.12 or 3.13 is needed. Remove .venv, set HUB_PYTHON."
	]


def test_the_launcher_says_which_python_it_needs(tmp_path):
	shutil.copy(PROJECT / "hub", tmp_path / "hub")
	for tool in ("sh", "dirname", "rm"):
		(tmp_path / tool).symlink_to(shutil.which(tool))
	result = subprocess.run(
		[tmp_path / "hub", "doctor"], env={"PATH": str(tmp_path)}, capture_output=True, text=True
	)
	assert result.returncode == 1
	assert result.stderr == (
		"hub: Python 3.11, 3.12 or 3.13 is needed and was not found. Install one, or name it in HUB_PYTHON.\n"
	)


def test_a_missing_node(monkeypatch):
	monkeypatch.setattr(doctor.shutil, "which", lambda program: None)
	assert list(doctor.node(None)) == ["node was not found; install Node.js 20 or later, which brings it."]


def test_an_old_node(tmp_path, monkeypatch):
	for program in ("node", "npm"):
		(tmp_path / program).write_text("#!/bin/sh\necho v16.20.1\n")
		(tmp_path / program).chmod(0o755)
	monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
	assert list(doctor.node(None)) == ["Node.js is v16.20.1; 20 or later is needed."]


def test_a_full_disk(tmp_path, monkeypatch):
	monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: namedtuple("U", "free")(100 * 1024**2))
	assert list(doctor.disk(Home(tmp_path / "home"))) == [
		f"Only 100 MB are free at {tmp_path}; 2048 MB are needed."
	]


def test_no_network_while_the_engine_is_still_to_be_fetched(monkeypatch, tmp_path):
	monkeypatch.setattr(wheel, "is_laid_out", lambda: False)
	monkeypatch.setattr(doctor, "ENVIRONMENT", tmp_path)
	monkeypatch.setenv("PIP_NO_INDEX", "1")
	monkeypatch.setenv("PIP_FIND_LINKS", "")
	assert list(doctor.network(None)) == [
		"The Python package registry cannot be reached; the set-up needs a network."
	]


def test_a_wheel_that_is_not_the_expected_one(monkeypatch, tmp_path):
	downloads = tmp_path / "downloads"
	downloads.mkdir()
	(downloads / f"{wheel.DISTRIBUTION}-{wheel.VERSION}-py3-none-any.whl").write_bytes(b"other")
	monkeypatch.setattr(doctor, "ENVIRONMENT", tmp_path)
	findings = doctor.examine(Home(tmp_path / "home"))
	assert any("The engine's wheel is not the expected one" in finding for finding in findings)


def test_an_engine_that_is_out_of_date(own_site, monkeypatch):
	monkeypatch.setattr(wheel, "is_laid_out", lambda: False)
	assert "The engine is missing or out of date in this environment; run ./hub setup." in list(
		doctor.engine(own_site)
	)


def test_a_taken_port(own_site, monkeypatch):
	with socket.socket() as taken:
		taken.bind(("127.0.0.1", 0))
		taken.listen()
		port = taken.getsockname()[1]
		monkeypatch.setenv("HUB_PORT", str(port))
		(finding,) = doctor.examine(own_site)
	assert finding.startswith(f"Port {port} cannot be used (Address already in use).")


def test_a_setting_that_cannot_be_read(own_site, monkeypatch):
	monkeypatch.setenv("HUB_DB", "oracle")
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	assert "HUB_DB must be sqlite or mariadb://user:password@host:port/name." in doctor.examine(own_site)


def test_a_damaged_configuration(own_site):
	(own_site.site / "site_config.json").write_text('{"db_name": ')
	assert list(doctor.site_files(own_site)) == [
		f"{own_site.site}/site_config.json is damaged; restore a backup, or remove {own_site.root} and start anew."
	]


def test_a_set_up_that_was_not_finished(own_site):
	own_site.forget("app")
	assert list(doctor.site_files(own_site)) == [
		"The set-up of the site was not finished; run ./hub setup, which goes on where it stopped."
	]


def test_a_damaged_database(own_site, monkeypatch):
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	(own_site.site / "db" / "hub.db").write_bytes(b"not a database, but long enough to look like one" * 100)
	(finding,) = doctor.examine(own_site)
	assert finding.startswith(f"The database {own_site.site}/db/hub.db is damaged")


def test_a_site_without_the_app(own_site):
	assert list(doctor._judge_installed_apps(('["frappe"]',))) == [
		"planota_hub is not installed on this site; run ./hub setup."
	]


def test_a_site_older_than_the_code(own_site):
	own_site.mark_done("code", "another state of the code")
	assert list(doctor.code(own_site)) == ["The site is older than the code; run ./hub migrate."]


def test_a_check_that_fails_is_a_finding_too(own_site, monkeypatch):
	def broken(home):
		raise RuntimeError("boom")

	monkeypatch.setattr(doctor, "CHECKS", (broken,))
	assert doctor.examine(own_site) == ["The check 'broken' failed: RuntimeError('boom')"]


def test_two_calls_do_not_prepare_the_environment_at_once():
	with environment._one_at_a_time():
		probe = (
			"import fcntl, sys; lock = open(sys.argv[1], 'w');\n"
			"try: fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
			"except BlockingIOError: sys.exit(7)"
		)
		lock = environment.ENVIRONMENT / "hub.lock"
		assert subprocess.run([sys.executable, "-c", probe, str(lock)]).returncode == 7


@pytest.fixture(autouse=True)
def _without_a_served_site(monkeypatch):
	monkeypatch.delenv("HUB_DB", raising=False)
