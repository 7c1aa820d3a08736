# SPDX-License-Identifier: GPL-3.0-only
"""Everything that is measured. What `hooks.py` and the app's records name is here by itself; reports are written down."""

from benchmarks.entries import desk, figures, jobs, reports, website, work
from benchmarks.entries.entry import Entry, Sample

SOURCES = (reports, figures, desk, website, jobs, work)


def get_entries(words: list[str] | None = None) -> list[Entry]:
	"""Return the entries whose label holds one of the words; all of them without words."""
	sample = Sample()
	entries = [entry for source in SOURCES for entry in source.get_entries(sample)]
	wanted = [word.casefold() for word in words or []]
	return [
		entry for entry in entries if not wanted or any(word in entry.label.casefold() for word in wanted)
	]


__all__ = ["Entry", "Sample", "get_entries"]
