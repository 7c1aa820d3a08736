# SPDX-License-Identifier: GPL-3.0-only
"""The data files of the demo region."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def read(filename: str) -> Any:
	"""Return the records of a data file: a list, or lists by name, as the file has it."""
	return json.loads((DATA / filename).read_text(encoding="utf-8"))
