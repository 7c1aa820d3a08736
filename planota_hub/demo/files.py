"""The data files of the demo region."""

import json
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read(filename: str) -> list[dict] | dict:
	"""Return the records of a data file."""
	return json.loads((DATA / filename).read_text(encoding="utf-8"))
