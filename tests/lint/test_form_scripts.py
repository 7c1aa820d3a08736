# SPDX-License-Identifier: GPL-3.0-only
"""A script that acts in several forms names them as `hooks.py` does, which lets it come with these forms."""

import re
from pathlib import Path

import pytest

from planota_hub import hooks
from planota_hub.planota_hub.merging.records import PROPOSING_ROLES

APP = Path(__file__).resolve().parents[2] / "planota_hub"
# comes with a form in which it acts only when that calls it
CALLED = {"public/js/merging.js": {"Record Merge"}}
# these learn from the boot, which tells the hook, in which forms they act (`funding/proofs/kinds.py`)
BY_BOOT = {
	"public/js/proofs.js": "hub_proof_records",
	"public/js/reported_records.js": "hub_countable",
}
NAMES = re.compile(r"\[\s*(\"[^\"\]]+\"(?:,\s*\"[^\"\]]+\")*),?\s*\]")
ACTS_IN_SEVERAL = [
	script
	for script in hooks._form_scripts
	if re.search(r"frappe\.ui\.form\.on\(\s*doctype\b", (APP / script).read_text())
]


def read_lists(script: str) -> list[list[str]]:
	"""The lists of texts in a script."""
	return [re.findall(r'"([^"]+)"', found) for found in NAMES.findall((APP / script).read_text())]


@pytest.mark.parametrize(("script", "hook"), BY_BOOT.items())
def test_a_script_that_learns_its_forms_from_the_boot_comes_with_them(script: str, hook: str):
	assert sorted(hooks._form_scripts[script]) == sorted(getattr(hooks, hook))
	assert f"frappe.boot.{hook}" in (APP / script).read_text()


@pytest.mark.parametrize("script", [script for script in ACTS_IN_SEVERAL if script not in BY_BOOT])
def test_a_script_names_the_forms_that_it_comes_with(script: str):
	forms = set(hooks._form_scripts[script]) - CALLED.get(script, set())
	# a further list may name those of them in which it does more
	[named, *some] = sorted(
		(names for names in read_lists(script) if forms & set(names)), key=len, reverse=True
	)
	assert sorted(named) == sorted(forms)
	assert all(set(names) < forms for names in some)


def test_scripts_are_found():
	assert {"reported_records.js", "unknown_numbers.js", "merging.js"} <= {
		Path(script).name for script in ACTS_IN_SEVERAL
	}


def test_who_may_propose_a_merge_is_the_same_in_the_form_and_on_the_server():
	assert sorted(PROPOSING_ROLES) in [sorted(names) for names in read_lists("public/js/merging.js")]
