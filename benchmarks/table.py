# SPDX-License-Identifier: GPL-3.0-only
"""The figures as tables: for the terminal, and for docs/performance.md, where those of all scales stand together."""

from math import log
from pathlib import Path

from benchmarks.bench import Result, read_kept

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HEAD = ("", "CPU s", "Clock s", "Queries", "MB", "Rows", "Beside", "Growth")
# what takes less is not worth an exponent
LEAST_SECONDS = 0.005
CAPPED, GAP = r"\*", "\n\n"


def show(results: list[Result], smaller: dict[str, Result] | None = None, times: float = 1) -> str:
	"""Return a table in Markdown.

	Args:
	        smaller: the figures of a smaller scale, by label, which growth is told from.
	        times: how many times as many records there are here as there.
	"""
	lines = [f"| {' | '.join(HEAD)} |", f"|---|{'---:|' * (len(HEAD) - 1)}"]
	for result in results:
		lines.append(f"| {' | '.join(get_cells(result, (smaller or {}).get(result.label), times))} |")
	return "\n".join(lines)


def get_cells(result: Result, before: Result | None, times: float) -> list[str]:
	if result.fault:
		return [result.label, result.fault.replace("|", "/"), *[""] * (len(HEAD) - 2)]
	beside = f"{result.ratio:.1f} × {result.peer_name}" if result.ratio is not None else ""
	return [
		result.label,
		f"{result.cpu:.3f}{CAPPED if result.capped else ''}",
		f"{result.wall:.3f}",
		str(result.queries),
		"" if result.memory is None else f"{result.memory:.0f}",
		"" if result.rows is None else str(result.rows),
		beside,
		get_growth(result, before, times),
	]


def get_growth(result: Result, before: Result | None, times: float) -> str:
	"""Return the exponent by which the time grows with the records: 0 stays, 1 is in step; empty where it is unknown."""
	if not before or before.fault or times <= 1 or max(result.cpu, before.cpu) < LEAST_SECONDS:
		return ""
	return f"{log(max(result.cpu, 0.0005) / max(before.cpu, 0.0005)) / log(times):.2f}"


def write_page(page: Path) -> Path:
	"""Put the kept figures of all scales into a page, between its two marks."""
	parts, before = [], None
	for run in read_kept():
		is_smaller = before and before["database"] == run["database"]
		results = list(run["results"].values())
		table = show(
			results,
			before["results"] if is_smaller else None,
			run["scale"] / before["scale"] if is_smaller else 1,
		)
		title = f"### {'SQLite' if run['database'] == 'sqlite' else 'MariaDB'}, scale {run['scale']:g}"
		parts.append(f"{title}\n\n{run['machine']}.\n\n{table}")
		before = run
	text = page.read_text(encoding="utf-8")
	head, tail = text.split(BEGIN)[0], text.split(END)[1]
	page.write_text(GAP.join([head + BEGIN, *parts, END + tail]), encoding="utf-8")
	return page
