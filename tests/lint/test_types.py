# SPDX-License-Identifier: GPL-3.0-only
"""The type checker, as pyproject.toml sets it up, knows the fields of a DocType wherever its class is written down."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.lint.test_house_rules import PROJECT

pytest.importorskip("mypy", reason="the linters bring it: .ci/lint")

CODE = """
from planota_hub.planota_hub.doctype.ngo.ngo import NGO

def describe(ngo: NGO) -> str:
	return "".join(row.{row_field} for row in ngo.representatives) + ngo.{field}
"""


@pytest.mark.parametrize(
	("field", "row_field", "unknown"),
	[
		("ngo_name", "full_name", None),
		("ngo_nam", "full_name", '"NGO" has no attribute "ngo_nam"'),
		("ngo_name", "fullname", '"NGORepresentative" has no attribute "fullname"'),
	],
)
def test_a_field_that_the_doctype_does_not_have_is_found(
	tmp_path: Path, field: str, row_field: str, unknown: str | None
):
	service = tmp_path / "service.py"
	service.write_text(CODE.format(field=field, row_field=row_field))

	found = check(service)

	assert (unknown in found) if unknown else ("Success" in found), found


def check(service: Path) -> str:
	"""What mypy says of a file."""
	command = [sys.executable, "-m", "mypy", str(service)]
	return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True).stdout
