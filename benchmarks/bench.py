# SPDX-License-Identifier: GPL-3.0-only
"""Measuring every entry on a seeded site, in turns with the plain way, and keeping the figures."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import frappe

from benchmarks.entries import Entry, get_entries
from benchmarks.measuring import Cost, describe_machine, measure
from benchmarks.seeding.site import get_state

RESULTS = Path(__file__).parent / "results"
TURNS = 3
# what takes so many seconds of the processor is measured once
LONG = 2.0
# the clock of the processor tells no less
LEAST_SECONDS = 0.0005
MOST_SECONDS = 30.0


class BenchRefused(Exception):
	"""The site is not one to measure on; the text says why and what to do."""


@dataclass
class Result:
	"""The figures of an entry: seconds of the least turn, queries, megabytes, rows, and those of the plain way."""

	label: str
	kind: str
	cpu: float
	wall: float
	queries: int
	memory: float | None
	rows: int | None
	capped: bool
	peer_name: str | None = None
	peer_cpu: float | None = None
	fault: str | None = None

	@property
	def ratio(self) -> float | None:
		"""How many times as much of the processor it takes as the plain way; None where either can't be told."""
		if self.peer_cpu is None or self.fault or self.cpu < LEAST_SECONDS:
			return None
		return self.cpu / max(self.peer_cpu, LEAST_SECONDS)


def bench(words: list[str] | None = None, say: Callable[[str], None] = print) -> list[Result]:
	"""Measure the entries whose label holds one of the words, all without words; return their figures.

	Nothing that is measured is kept.
	"""
	results = []
	for entry in get_entries(words):
		result = measure_entry(entry)
		results.append(result)
		say(describe(result))
	frappe.db.rollback()
	return results


def measure_entry(entry: Entry) -> Result:
	"""Measure an entry and its plain way in turns; an entry that fails says why."""
	own, plain = [], []
	try:
		for _turn in range(TURNS):
			own.append(measure(entry.run, MOST_SECONDS))
			if entry.peer:
				plain.append(measure(entry.peer, MOST_SECONDS))
			if own[-1].capped or own[-1].cpu > LONG:
				break
	except Exception as error:
		fault = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
		return Result(entry.label, entry.kind, 0, 0, 0, None, None, False, fault=fault[:160])
	least = min(own, key=lambda cost: cost.cpu)
	return Result(
		entry.label,
		entry.kind,
		round(least.cpu, 4),
		round(least.wall, 4),
		least.queries,
		None if own[0].memory is None else round(own[0].memory, 1),
		least.rows,
		least.capped,
		entry.peer_name if plain else None,
		round(min(cost.cpu for cost in plain), 4) if plain else None,
	)


def describe(result: Result) -> str:
	if result.fault:
		return f"{result.label}: {result.fault}"
	ratio = f", {result.ratio:.1f} × {result.peer_name}" if result.ratio is not None else ""
	return f"{result.label}: {result.cpu:.3f} s, {result.queries} queries{ratio}"


def get_scale(over_data: bool) -> float | None:
	"""Return the scale of the site.

	Raises:
	        BenchRefused: on a site that was not seeded, unless that is meant.
	"""
	state = get_state()
	if not state and not over_data:
		raise BenchRefused("This site was not seeded: its records are real ones. Use ./hub seed, or --yes.")
	return state["scale"] if state else None


def keep(results: list[Result], scale: float) -> Path:
	"""Write the figures of a scale beside those of others; entries that were not measured now keep theirs."""
	RESULTS.mkdir(exist_ok=True)
	file = RESULTS / f"{frappe.db.db_type}-{scale:g}.json"
	known = json.loads(file.read_text(encoding="utf-8"))["results"] if file.exists() else {}
	known |= {result.label: asdict(result) for result in results}
	content = {"database": frappe.db.db_type, "scale": scale, "machine": describe_machine(), "results": known}
	text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
	file.write_text(f"{text}\n", encoding="utf-8")
	return file


def read_kept() -> list[dict]:
	"""Return the kept figures: `database`, `scale`, `machine`, and `results`, by the label of the entry."""
	kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))]
	for run in kept:
		run["results"] = {label: Result(**values) for label, values in run["results"].items()}
	return sorted(kept, key=lambda run: (run["database"], run["scale"]))


__all__ = ["BenchRefused", "Cost", "Result", "bench", "get_scale", "keep", "read_kept"]
