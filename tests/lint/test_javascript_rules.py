# SPDX-License-Identifier: GPL-3.0-only
"""What ESLint is told in `eslint.config.mjs`: each rule of the house finds what breaks it, in each kind of script."""

import json
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ESLINT = Path(__file__).parent / "node_modules" / ".bin" / "eslint"
FORM = "planota_hub/example.js"
WEB_FORM = "planota_hub/planota_hub/web_form/example/example.js"

pytestmark = pytest.mark.skipif(not ESLINT.exists(), reason="ESLint is installed by .ci/lint")


@pytest.mark.parametrize(
	("rule", "path", "script"),
	[
		("no-redeclare", FORM, "function escape() {}\nescape();"),
		("no-shadow", FORM, "frappe.call(() => {\n\tconst open = true;\n\treturn open;\n});"),
		("no-restricted-globals", FORM, "frappe.call(name);"),
		("no-undef", FORM, "hub.say();"),
		(
			"eqeqeq",
			WEB_FORM,
			'{% include "x.js" %}\nfrappe.web_form.on({{ hub | json }}, (form) => form == 1);',
		),
	],
)
def test_the_rule_finds_what_breaks_it(rule: str, path: str, script: str):
	assert [message["ruleId"] for message in lint(path, script)] == [rule]


def test_a_field_may_be_called_as_a_global_of_the_browser():
	assert lint(FORM, "frappe.call(({ name, status }) => [name, status]);") == []


def test_places_stay_where_a_template_fills_in():
	[message] = lint(WEB_FORM, "{% include\n'x.js' %}\nfrappe.web_form.on({{ hub }}, (form) => form == 1);")
	assert (message["line"], message["column"]) == (3, 46)


def lint(path: str, script: str) -> list[dict]:
	"""The messages of ESLint on a script that is said to lie at `path`."""
	command = [ESLINT, "--config", "tests/lint/eslint.config.mjs", "--format=json", "--stdin"]
	result = subprocess.run(
		[*command, "--stdin-filename", path], cwd=PROJECT, input=script, capture_output=True, text=True
	)
	return json.loads(result.stdout)[0]["messages"]
