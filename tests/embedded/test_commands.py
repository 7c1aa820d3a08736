# SPDX-License-Identifier: GPL-3.0-only
"""The command line: what a person types, rightly or wrongly."""

import json

import pytest

from embedded import site
from embedded.errors import HubError
from embedded.home import Home, parse_database, parse_port


def test_an_unknown_command_is_one_line(hub):
	result = hub("dance")
	assert result.returncode == 2
	assert result.stderr.startswith("hub: argument COMMAND: invalid choice: 'dance'")
	assert len(result.stderr.splitlines()) == 1


def test_an_unknown_option_is_one_line(hub):
	result = hub("serve", "--fast")
	assert result.returncode == 2
	assert result.stderr == "hub: unrecognized arguments: --fast. See ./hub --help\n"


def test_no_command_is_one_line(hub):
	result = hub()
	assert result.returncode == 2
	assert "arguments are required: COMMAND" in result.stderr


@pytest.mark.parametrize("port", ["0", "70000", "eighty"])
def test_a_port_that_is_none_is_named(hub, port):
	assert f"must be a port number from 1 to 65535, not {port!r}" in hub("serve", "--port", port).stderr
	assert (
		f"HUB_PORT must be a port number from 1 to 65535, not {port!r}" in hub("serve", HUB_PORT=port).stderr
	)
	with pytest.raises(HubError):
		parse_port(port, "HUB_PORT")


@pytest.mark.parametrize(
	"text",
	["postgres://a:b@c/d", "mariadb://host/name", "mariadb://user@host", "mariadb://u:p@host:x/n", "sql"],
)
def test_a_database_that_is_none_is_refused(text):
	with pytest.raises(HubError, match="HUB_DB must be sqlite or mariadb://user:password@host:port/name"):
		parse_database(text)


def test_a_database_on_mariadb_is_read():
	database = parse_database("mariadb://hub:p%40ss@db.example:3307/hub_one")
	assert (database.user, database.password, database.host, database.port, database.name) == (
		"hub",
		"p@ss",
		"db.example",
		3307,
		"hub_one",
	)


@pytest.mark.parametrize("text", ["1", "yes", "proxy.example.org", "10.0.0.0/8"])
def test_a_proxy_that_is_no_address_is_refused(monkeypatch, text):
	monkeypatch.setenv("HUB_BEHIND_PROXY", text)
	with pytest.raises(HubError, match="IP address from which the proxy connects"):
		_ = Home.from_environment().proxy


def test_run_prints_the_result_as_json(hub, own_site):
	result = hub(
		"run", "frappe.utils.add_days", "--kwargs", '{"date": "2030-01-01", "days": 1}', home=own_site.root
	)
	assert result.returncode == 0, result.stderr
	assert json.loads(result.stdout) == "2030-01-02"


def test_run_rolls_back_unless_told_to_keep(hub, own_site, tmp_path):
	script = tmp_path / "script.py"
	script.write_text(
		"import frappe\n"
		"frappe.get_doc(doctype='Note', title='From a script').insert()\n"
		"result = frappe.db.count('Note', {'title': 'From a script'})\n"
	)
	counts = []
	for options in ((), ("--commit",), ()):
		result = hub("run", "--file", str(script), *options, home=own_site.root)
		assert result.returncode == 0, result.stderr
		counts.append(json.loads(result.stdout))
	assert counts == [1, 1, 2]


def test_run_without_or_with_two_things_to_run_is_refused(hub):
	assert "run takes a method or --file SCRIPT.py" in hub("run").stderr
	assert "run takes a method or --file SCRIPT.py" in hub("run", "a.b", "--file", "c.py").stderr


def test_run_with_arguments_that_are_no_json_is_refused(hub):
	assert "--kwargs is not JSON" in hub("run", "frappe.utils.now", "--kwargs", "{").stderr
	assert "--kwargs must be a JSON object" in hub("run", "frappe.utils.now", "--kwargs", "[]").stderr


def test_run_of_a_method_or_script_that_is_not_there_is_refused(hub, own_site):
	assert (
		"There is no method frappe.utils.dance" in hub("run", "frappe.utils.dance", home=own_site.root).stderr
	)
	assert "There is no script /no/such.py" in hub("run", "--file", "/no/such.py", home=own_site.root).stderr


def test_an_error_in_a_script_is_one_line_and_its_trace_is_in_the_named_log(hub, own_site, tmp_path):
	script = tmp_path / "script.py"
	script.write_text("raise ValueError('it went wrong')\n")
	result = hub("run", "--file", str(script), home=own_site.root)
	log = own_site.logs / "hub.log"
	assert result.returncode == 1
	assert result.stderr.splitlines()[-1] == f"hub: it went wrong (trace: {log})"
	assert "Traceback" in log.read_text()


def test_a_home_keeps_to_the_database_it_was_made_on(hub, own_site):
	result = hub("run", "frappe.utils.now", home=own_site.root, HUB_DB="mariadb://a:b@127.0.0.1/c")
	assert "This home was made on sqlite, HUB_DB asks for mariadb. Use another HUB_HOME." in result.stderr


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path):
	first = Home(tmp_path).demo_password
	assert Home(tmp_path).demo_password == first
	assert (tmp_path / "config" / "demo_password").stat().st_mode & 0o077 == 0


def test_a_half_written_list_of_steps_is_read_as_none(tmp_path):
	home = Home(tmp_path)
	home.mark_done("database")
	assert home.is_done("database")
	home.steps.write_text('{"databa')
	assert not home.is_done("database")


def test_a_command_at_another_port_leaves_the_address_of_the_served_site(monkeypatch, tmp_path):
	home = Home(tmp_path)
	monkeypatch.setenv("HUB_PORT", "8123")
	site.configure(home)
	monkeypatch.delenv("HUB_PORT")

	site.configure(home)
	assert site.read_config(home)["host_name"] == "http://127.0.0.1:8123"

	site.set_address(home)
	assert site.read_config(home)["host_name"] == "http://127.0.0.1:8000"
