# SPDX-License-Identifier: GPL-3.0-only
"""Open data over HTTP: each file by the validator of its standard, the interface by its own description, every example of the docs."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import frappe
import pytest
from frappe.integrations.doctype.webhook.webhook import enqueue_webhook
from frappe.utils.password import set_encrypted_password

from embedded.home import Home
from embedded.server import supervisor
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.open_data.test_open_data import publish_everything
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.public_forms.datasets import get_datasets
from planota_hub.tests.compat import make_user
from tests.browser.conftest import database_put_back_afterwards, free_port, processes
from tests.open_data.environment import prepare

HERE = Path(__file__).parent
DOCS = (HERE.parents[1] / "docs/open-data.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```(sh|python)\n(.*?)```", re.DOTALL)
EXAMPLES = EXAMPLE.findall(DOCS)
HUB = "https://hub.example.org"
PARTNER, SECRET = "partner@open-data.test", "Lipa-1866"
DESCRIPTIONS = ("catalog.ttl", "catalog.rdf", "catalog.jsonld", "datapackage.json", "openapi.json")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.fixture(scope="module")
def hub(test_site: Home) -> Iterator[str]:
	"""Address of a served hub with a public record of each kind; afterwards the site is as it was before."""
	port = free_port()
	frappe.db.commit()
	with database_put_back_afterwards(test_site):
		publish()
		frappe.db.commit()
		frappe.clear_cache()
		with processes(test_site, port) as web:
			supervisor.wait_until_ready(test_site, port, web)
			yield f"http://127.0.0.1:{port}"


def publish() -> None:
	change_settings(hub_name="Stičišče Zate", email="hub@example.org")
	publish_everything()
	make_proposal(stage="In Consultation")
	frappe.db.set_value("User", make_user(PARTNER, "Hub Auditor"), "api_key", "key-of-the-partner")
	set_encrypted_password("User", PARTNER, SECRET, "api_secret")


@pytest.fixture(scope="module")
def files(hub: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
	"""All files of the open data, under their paths."""
	folder = tmp_path_factory.mktemp("open-data")
	paths = list(DESCRIPTIONS)
	for dataset in get_datasets():
		paths += [f"{dataset.folder}.csv", f"{dataset.folder}.json"]
		paths += [file.path for file in dataset.standards if file.standard]
	for path in paths:
		(folder / path).parent.mkdir(parents=True, exist_ok=True)
		with urlopen(f"{hub}/open-data/{path}") as answer:
			(folder / path).write_bytes(answer.read())
	return folder


def validate(folder: Path) -> list[str]:
	command = [prepare() / "python", HERE / "validate.py", folder]
	done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300)
	assert not done.stderr.strip().startswith("Traceback"), done.stderr
	return done.stdout.strip().splitlines()


def test_every_file_is_as_its_standard_has_it_and_none_is_empty(files: Path):
	assert [path.name for path in files.glob("*.json") if path.read_text(encoding="utf-8") == "[]"] == []
	assert "<result " in (files / "projects.iati.xml").read_text(encoding="utf-8")
	assert validate(files) == []


def test_a_fault_in_any_of_them_is_found(files: Path, tmp_path: Path):
	faults = {
		"catalog.ttl": ("dcat:theme", "dcat:thema"),
		"needs.csv": (",Accepted,", ",Acepted,"),
		"openapi.json": ('"operationId"', '"operationid"'),
		"organisations.json": ('"legal_form"', '"form"'),
		"bodies.popolo.json": ('"start_date": "', '"start_date": "on '),
		"open-referral/services": ('"status": "active"', '"status": "open"'),
		"projects.iati.xml": ("period-end", "period-last"),
	}
	broken = tmp_path / "broken"
	shutil.copytree(files, broken)
	for path, (right, wrong) in faults.items():
		text = (broken / path).read_text(encoding="utf-8")
		assert right in text, path
		(broken / path).write_text(text.replace(right, wrong), encoding="utf-8", newline="")

	found = {line.partition(":")[0] for line in validate(broken)}

	checks = "catalog package openapi popolo services iati".split()
	assert found >= {f"check_{name}" for name in checks}


def test_the_interface_answers_as_it_is_described_whatever_is_asked(hub: str, tmp_path: Path):
	command = [
		prepare() / "schemathesis",
		"run",
		f"{hub}/open-data/openapi.json",
		*("--checks", CHECKS),
		*("--phases", "examples,fuzzing"),
		*("--max-examples", "4"),
		*("--seed", "1866"),
		"--no-color",
		"--generation-database=none",
	]
	done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, cwd=tmp_path)
	assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("number", range(len(EXAMPLES) - 1))
def test_every_example_of_the_docs_works(hub: str, number: int):
	language, code = EXAMPLES[number]
	program = ["bash", "-euo", "pipefail", "-c"] if language == "sh" else [sys.executable, "-c"]
	environment = os.environ | {"HUB_KEY": "key-of-the-partner", "HUB_SECRET": SECRET}
	done = subprocess.run(
		[*program, code.replace(HUB, hub)], capture_output=True, text=True, env=environment, timeout=60
	)
	assert (done.returncode, bool(done.stdout.strip())) == (0, True), done.stderr
	if "If-None-Match" in code:
		assert done.stdout.strip() == "304"


def test_a_key_reaches_what_its_role_reads_and_changes_nothing(hub: str):
	assert ask(hub, "GET", "/api/resource/Local%20Need")[0] == 200
	assert ask(hub, "GET", "/api/resource/Webhook")[0] == 403
	assert ask(hub, "POST", "/api/resource/Local%20Need", {"need_title": "x"})[0] == 403


def ask(hub: str, method: str, path: str, body: dict | None = None) -> tuple[int, str]:
	connection = http.client.HTTPConnection(hub.removeprefix("http://"), timeout=60)
	headers = {
		"Authorization": f"token key-of-the-partner:{SECRET}",
		"Content-Type": "application/json",
	}
	connection.request(method, path, json.dumps(body) if body else None, headers)
	answer = connection.getresponse()
	return answer.status, answer.read().decode()


def test_a_webhook_is_believed_by_the_receiver_of_the_docs_only_when_it_is_signed(hub: str, tmp_path: Path):
	port = free_port()
	receiver = tmp_path / "receiver.py"
	receiver.write_text(EXAMPLES[-1][1].replace("8000", str(port)), encoding="utf-8")
	process = subprocess.Popen(
		[sys.executable, receiver],
		env=os.environ | {"WEBHOOK_SECRET": SECRET},
		stdout=subprocess.PIPE,
		stderr=subprocess.DEVNULL,
		text=True,
	)
	try:
		wait_for(port)
		need = frappe.get_doc(
			"Local Need", frappe.get_all("Local Need", {"stage": "Accepted"}, order_by="name asc")[0].name
		)
		assert send(port, "of somebody else") == 403
		assert count_calls(need, port) == 1
	finally:
		process.terminate()
		told = process.communicate(timeout=30)[0]
	assert told.splitlines() == [f'changed: {{"name": "{need.name}"}}']


def wait_for(port: int) -> None:
	until = time.monotonic() + 30
	while time.monotonic() < until:
		try:
			http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
			return
		except OSError:
			time.sleep(0.05)
	raise TimeoutError(port)


def send(port: int, signature: str) -> int:
	connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
	connection.request("POST", "/", "{}", {"X-Frappe-Webhook-Signature": signature})
	return connection.getresponse().status


def count_calls(need, port: int) -> int:
	"""Let the framework call the receiver; returns how often it tried."""
	webhook = frappe.get_doc(
		{
			"doctype": "Webhook",
			"name": "Needs",
			"webhook_doctype": need.doctype,
			"webhook_docevent": "on_update",
			"request_url": f"http://127.0.0.1:{port}/",
			"request_method": "POST",
			"request_structure": "JSON",
			"webhook_json": '{"name": "{{ doc.name }}"}',
			"enable_security": 1,
			"webhook_secret": SECRET,
		}
	).insert()
	enqueue_webhook(need, webhook)
	return frappe.db.count("Webhook Request Log", {"webhook": webhook.name})
