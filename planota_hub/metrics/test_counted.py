# SPDX-License-Identifier: GPL-3.0-only
"""What the database counts is what a plain recount in Python counts: of random records, the same ones each time."""

from random import Random
from unittest.mock import patch

import frappe
from frappe.utils import add_days, flt, getdate

from planota_hub.capacity_building.metrics import get_support_hours
from planota_hub.funding.indicators import evidence
from planota_hub.metrics import registry
from planota_hub.metrics.counted import CountedRows, MetricError
from planota_hub.metrics.queries import NGO_FIELDS, get_columns
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.counting import read_evidence

FIRST, LAST = getdate("1971-01-01"), getdate("1971-12-31")
READING = "READ-OF-TEST"
ENTRIES = 120
KEPT = ("municipality", "administrative_unit", "field_of_work", "legal_form")


def ngo_of(row: dict) -> dict:
	"""Return what of a row is otherwise when its NGO counts for it."""
	return {"doctype": "NGO", "name": row["ngo"], "value": 1}


class RandomLedgerTestCase(HubTestCase):
	"""Three NGOs, and entries of 1971 of which some have kept a place and some have not."""

	def setUp(self):
		super().setUp()
		places = ("Tolmin", "Bovec", "Idrija")
		self.ngos = [make_ngo(stage="Verified", municipality=place) for place in places]
		self.random = Random(self._testMethodName)
		self.entries = [self.make_entry(number) for number in range(ENTRIES)]
		columns = list(self.entries[0])
		values = [tuple(entry.values()) for entry in self.entries]
		frappe.db.bulk_insert("Support Entry", columns, values)

	def make_entry(self, number: int) -> dict:
		choose = self.random.choice
		return {
			"name": f"SUP-TEST-{number:05}",
			"ngo": choose(self.ngos).name,
			"kind": choose(("Workshop", "Mentoring")),
			# some on the days around the year
			"posting_date": add_days(FIRST, self.random.randint(-30, 395)),
			"hours": choose((0.25, 0.5, 1, 1.33, 2.75)),
			"municipality": choose((None, "", "Brda", "Kobarid")),
			"administrative_unit": choose((None, "Idrija")),
			"field_of_work": choose((None, "", "Youth")),
			"legal_form": choose((None, "Foundation")),
		}

	def recount(self, **filters) -> list[dict]:
		"""Return the entries of the year in their order, with their places, as one would read them by hand."""
		units = dict(frappe.get_all("Municipality", fields=["name", "administrative_unit"], as_list=True))
		ngos = {ngo.name: ngo for ngo in self.ngos}
		rows = []
		for entry in sorted(self.entries, key=lambda entry: (entry["posting_date"], entry["name"])):
			if not FIRST <= entry["posting_date"] <= LAST:
				continue
			row = {"doctype": "Support Entry", "name": entry["name"], "date": entry["posting_date"]}
			row.update(value=entry["hours"], ngo=entry["ngo"], kind=entry["kind"])
			for key, fieldname in NGO_FIELDS.items():
				row[key] = entry[key] or ngos[entry["ngo"]].get(fieldname) or None
			row["administrative_unit"] = entry["administrative_unit"] or units.get(row["municipality"])
			rows.append(row)
		kept = [row for row in rows if all(row[key] == value for key, value in filters.items())]
		return [{key: value for key, value in row.items() if key != "kind"} for row in kept]

	def ask(self, question, metric="support_hours", **filters):
		return registry.ask(metric, FIRST, LAST, filters, question)


class TestTheQueryAgainstARecount(RandomLedgerTestCase):
	def test_hours_are_the_same_entry_by_entry(self):
		for filters in ({}, {"kind": "Mentoring"}):
			self.assertEqual(registry.count("support_hours", FIRST, LAST, filters), self.recount(**filters))

	def test_shared_filters_keep_what_a_recount_keeps(self):
		for key in KEPT:
			for value in {row[key] for row in self.recount()} - {None}:
				rows = registry.count("support_hours", FIRST, LAST, {key: [value]})
				self.assertEqual(rows, self.recount(**{key: value}), (key, value))

	def test_the_figure_is_the_sum_of_the_rows(self):
		rows = self.recount()

		total = registry.get_total("support_hours", FIRST, LAST)

		self.assertEqual(total, flt(sum(row["value"] for row in rows), 2))

	def test_an_ngo_counts_on_the_day_on_which_it_reaches_the_number(self):
		for needed in (0.25, 3.5, 10.17, 25, 10_000):
			hours, reached = {}, {}
			for row in self.recount():
				hours[row["ngo"]] = flt(hours.get(row["ngo"], 0) + row["value"], 2)
				if hours[row["ngo"]] >= needed:
					reached.setdefault(row["ngo"], {**row, **ngo_of(row)})
			expected = sorted(reached.values(), key=lambda row: (row["date"], row["name"]))

			counted = registry.count("ngos_supported", FIRST, LAST, {"hours": str(needed)})

			self.assertEqual(counted, expected, needed)


class TestWhatIsWrittenDown(RandomLedgerTestCase):
	def write(self) -> float:
		return self.ask(lambda counted: counted.write(evidence.get_target(READING)))

	def test_the_evidence_is_the_counted_records_in_their_order(self):
		total = self.write()

		rows = evidence.get([READING])[READING]
		self.assertEqual(rows, self.recount())
		self.assertEqual(evidence.add_up(READING), {"value": total, "records": len(rows)})
		stored = read_evidence(READING)
		self.assertEqual([row.idx for row in stored], list(range(1, len(rows) + 1)))
		self.assertEqual(len({row.name for row in stored}), len(rows))

	def test_rows_of_a_metric_are_written_as_those_of_a_query(self):
		self.write()
		by_query = evidence.get([READING])[READING]
		evidence.delete(READING)

		CountedRows(self.ask(lambda counted: counted.get_rows())).write(evidence.get_target(READING))

		self.assertEqual(evidence.get([READING])[READING], by_query)

	def test_parts_and_pages_make_up_the_whole(self):
		self.write()
		rows = self.recount()

		for by in KEPT:
			expected: dict[str, float] = {}
			for row in rows:
				expected[row[by] or ""] = flt(expected.get(row[by] or "", 0) + row["value"], 2)
			self.assertEqual(evidence.break_down([READING])[READING][by], expected)
		pages = [evidence.get_page(READING, start, 7) for start in range(0, len(rows), 7)]
		self.assertEqual([row for page in pages for row in page], rows)

	def test_whatever_changes_afterwards_is_found_and_nothing_else(self):
		self.write()
		changed = set()
		for entry in self.random.sample(self.recount(), 12):
			name = entry["name"]
			changed.add(("Support Entry", name))
			if self.random.random() < 0.5:
				frappe.db.set_value("Support Entry", name, "hours", 7.5, update_modified=False)
			else:
				frappe.db.delete("Support Entry", {"name": name})
		outside = next(row for row in self.entries if row["posting_date"] > LAST)["name"]
		frappe.db.set_value("Support Entry", outside, "posting_date", LAST, update_modified=False)
		changed.add(("Support Entry", outside))
		target = evidence.get_target(READING)

		found = self.ask(lambda counted: counted.differ(target))
		by_rows = self.ask(lambda counted: CountedRows(counted.get_rows()).differ(target))

		self.assertEqual(found, sorted(changed))
		self.assertEqual(by_rows, found)

	def test_only_the_records_asked_for_are_found(self):
		rows = self.recount()
		wanted = [(row["doctype"], row["name"]) for row in rows[::9]] + [("NGO", rows[1]["name"])]

		self.assertEqual(self.ask(lambda counted: counted.find(wanted)), rows[::9])
		self.write()
		self.assertEqual(evidence.find(READING, wanted), rows[::9])

	def test_a_metric_that_counts_outside_its_days_writes_nothing_down(self):
		def count_all(start, end, filters=None):
			return get_support_hours(add_days(start, -30), end, filters)

		with (
			patch.object(registry, "get_function", return_value=count_all),
			self.assertRefused("outside the period", MetricError),
		):
			self.write()
		self.assertEqual(evidence.count([READING])[READING], 0)

	def test_a_query_without_a_value_is_refused(self):
		def count_names(start, end, filters=None):
			return frappe.qb.from_("NGO").select("name")

		with (
			patch.object(registry, "get_function", return_value=count_names),
			self.assertRefused("lacks doctype, name, date or value", MetricError),
		):
			self.ask(lambda counted: counted.get_total())


class TestEveryMetric(HubTestCase):
	def test_every_metric_but_that_of_people_leaves_the_counting_to_the_database(self):
		"""Whether two names at one mailbox are one person is not told by a statement."""
		by_hand = []
		for name in registry.get_metrics():
			answer = registry.get_function(name)(FIRST, LAST, None)
			if isinstance(answer, list):
				by_hand.append(name)
			else:
				self.assertGreaterEqual(get_columns(answer), {"doctype", "name", "date", "value"}, name)
		self.assertEqual(by_hand, ["workshop_people"])
