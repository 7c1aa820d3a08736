# SPDX-License-Identifier: GPL-3.0-only
"""The course of an import: compared, decided on, applied once, followed by the next month, taken back."""

from contextlib import contextmanager
from errno import ENOSPC
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from planota_hub.patches import say_fields_of_statuses, title_register_imports
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.planota_hub.doctype.register_import import register_import
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.register.sector_changes import note_change
from planota_hub.planota_hub.register.sources import applying, decisions, ministries, proposals, rows, runs
from planota_hub.planota_hub.register.sources.columns import BUSINESS_REGISTER
from planota_hub.planota_hub.register.sources.runs import PHASES
from planota_hub.rules.readable import show_day
from planota_hub.tests.compat import HubTestCase, as_user, make_user

IMPORT, ROW, ENTRY = "Register Import", "Register Import Row", "Register Entry"


def make_source(**overrides):
	"""Create a source of the open data of the business register for Goriška, with any field overridden."""
	values = {
		"doctype": "Register Source",
		"source_name": f"Register {frappe.generate_hash(length=8)}",
		"kind": BUSINESS_REGISTER,
		"country": "Slovenia",
		"regions": [{"statistical_region": "Goriška"}],
		**overrides,
	}
	return frappe.get_doc(values).insert()


def make_entity(number: str, name: str, **overrides) -> str:
	"""Return an organisation as the open data of the business register writes it."""
	values = {
		"form": "Društvo, zveza društev",
		"region": "Goriška statistična regija",
		"municipality": "Tolmin",
		"street": "Rutarjeva ulica",
		"house": "12",
		"code": "5220",
		"post": "Tolmin",
		**overrides,
	}
	return (
		'<PS ma="{number}000"><PopolnoIme>{name}</PopolnoIme><Oblika>{form}</Oblika><N po="{code}" hs="{house}">'
		"<Regija>{region}</Regija><Obcina>{municipality}</Obcina><Posta>{post}</Posta><Naselje>{post}</Naselje>"
		"<Ulica>{street}</Ulica></N></PS>"
	).format(number=number, name=name, **values)


def make_file(content: str | bytes, name: str = "Prs.xml") -> str:
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{frappe.generate_hash(length=6)}-{name}",
			"content": content.encode() if isinstance(content, str) else content,
			"is_private": 1,
		}
	)
	return file.insert(ignore_permissions=True).file_url


def get_xml(entities, as_of: str) -> str:
	return f"<Prs dne='{as_of}'>" + "\n".join(entities) + "</Prs>"


def make_import(source, *entities: str, as_of: str = "2026-01-15", content: str | bytes | None = None):
	"""Create an import of a file with some organisations."""
	text = content if content is not None else get_xml(entities, as_of)
	values = {"register_source": source.name, "file": make_file(text), "as_of": as_of}
	return frappe.get_doc({"doctype": IMPORT, **values}).insert()


def run(doc):
	"""Do all batches of an import, as the workers would."""
	while runs.run_batch(doc.name):
		pass
	doc.reload()
	return doc


def compare(doc):
	runs.start_comparison(doc.name)
	return run(doc)


def apply(doc, *kinds: str):
	if kinds:
		decisions.decide_kinds(doc.name, list(kinds), "Accept")
	runs.start_applying(doc.name)
	return run(doc)


def undo(doc):
	runs.start_undoing(doc.name)
	return run(doc)


def get_rows(doc, **filters):
	names = frappe.get_all(
		ROW, {"register_import": doc.name, **filters}, pluck="name", order_by="position asc, name asc"
	)
	return [frappe.get_doc(ROW, name) for name in names]


def get_ngo(number: str):
	name = frappe.db.get_value("NGO", {"registration_number": number}, "name")
	return frappe.get_doc("NGO", name) if name else None


class ImportTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		# whoever other tests have left in the register is in no file of these
		frappe.qb.update(frappe.qb.DocType("NGO")).set("registration_number", None).run()
		self.source = make_source()
		self.numbers = [make_registration_number() for _number in range(4)]

	def enter_first_month(self, *entities: str):
		"""Import a file into the register and accept all that is new."""
		return apply(compare(make_import(self.source, *entities)), "New")


class TestComparison(ImportTestCase):
	def test_nothing_is_written_before_somebody_approves(self):
		before = frappe.db.count("NGO")

		doc = compare(make_import(self.source, make_entity(self.numbers[0], "Društvo Krn")))

		self.assertEqual((doc.status, doc.new_count), ("To Review", 1))
		self.assertEqual(frappe.db.count("NGO"), before)
		self.assertFalse(frappe.db.exists(ENTRY, {"register_source": self.source.name}))

	def test_only_forms_regions_and_municipalities_that_are_asked_for_are_taken(self):
		one, two, three, four = self.numbers
		self.source.append("municipalities", {"municipality": "Tolmin"})
		self.source.save()

		doc = compare(
			make_import(
				self.source,
				make_entity(one, "Društvo Krn"),
				make_entity(two, "Kranjsko društvo", municipality="Kranj", region="Gorenjska"),
				make_entity(three, "Podjetje", form="Družba z omejeno odgovornostjo d.o.o."),
				make_entity(four, "Društvo Rombon", municipality="Bovec"),
			)
		)

		self.assertEqual((doc.records_count, doc.outside_count, doc.new_count), (4, 3, 1))

	def test_regions_of_the_hub_are_taken_when_the_source_names_none(self):
		self.source.regions = []
		self.source.save()
		change_settings(regions=[{"statistical_region": "Gorenjska"}])
		one, two = self.numbers[:2]

		doc = compare(
			make_import(
				self.source,
				make_entity(one, "Društvo Krn"),
				make_entity(two, "Kranjsko društvo", municipality="Kranj", region="Gorenjska"),
			)
		)

		self.assertEqual([row.registration_number for row in get_rows(doc)], [two])

	def test_row_that_cannot_be_read_is_refused_with_its_place_and_column(self):
		one, two, three, four = self.numbers
		wrong = four[:-1] + str((int(four[-1]) + 1) % 10)

		doc = compare(
			make_import(
				self.source,
				make_entity(one, "Društvo Krn", municipality="Nekdanja občina"),
				make_entity(wrong, "Društvo Napaka"),
				make_entity(two, "Društvo Dvojno"),
				make_entity(two, "Društvo Dvojno"),
				make_entity(three, ""),
				make_entity(four, "Drugod", municipality="Nekdanja občina", region="Podravska"),
			)
		)

		self.assertEqual((doc.refused_count, doc.new_count, doc.outside_count), (4, 1, 1))
		reasons = [row.reason for row in get_rows(doc, kind="Refused")]
		for reason, parts in zip(
			reasons,
			(
				("Record 1 (line 1), element Obcina", "Nekdanja občina", "Also Called"),
				("Record 2 (line 2), element ma", "not a number of the business register"),
				("Record 4 (line 4), element ma", "more than once"),
				("Record 5 (line 5), element PopolnoIme", "empty"),
			),
			strict=True,
		):
			for part in parts:
				self.assertIn(part, reason)

	def test_new_organisation_without_a_municipality_is_refused_and_a_known_one_keeps_its_own(self):
		known, new = self.numbers[:2]
		make_ngo(ngo_name="Društvo Krn", registration_number=known)
		bare = {"municipality": "", "street": "", "house": "", "code": "", "post": ""}

		doc = compare(
			make_import(
				self.source,
				make_entity(known, "Društvo Krn", **bare),
				make_entity(new, "Društvo Soča", **bare),
			)
		)

		self.assertEqual((doc.unchanged_count, doc.refused_count), (1, 1))
		self.assertIn("element Obcina: it is empty", get_rows(doc, kind="Refused")[0].reason)

	def test_municipality_that_was_merged_is_found_by_its_former_name_once_the_hub_knows_it(self):
		frappe.get_doc("Municipality", "Tolmin").update({"also_called": "Nekdanja občina"}).save()

		doc = compare(
			make_import(
				self.source, make_entity(self.numbers[0], "Društvo Krn", municipality="Nekdanja občina")
			)
		)

		self.assertEqual(get_rows(doc)[0].municipality, "Tolmin")

	def test_same_name_with_another_number_is_in_doubt_unless_the_source_has_both(self):
		known, other = self.numbers[:2]
		ngo = make_ngo(ngo_name="Društvo upokojencev Krn", registration_number=known)

		alone = compare(make_import(self.source, make_entity(other, "DRUŠTVO UPOKOJENCEV KRN")))
		both = compare(
			make_import(
				self.source,
				make_entity(other, "Društvo upokojencev Krn"),
				make_entity(known, "Društvo upokojencev Krn"),
			)
		)

		(row,) = get_rows(alone, kind="In Doubt")
		self.assertEqual(row.ngo, ngo.name)
		self.assertIn("same name and another number", row.reason)
		self.assertFalse(get_rows(alone, kind="Gone", ngo=ngo.name))
		self.assertEqual((both.in_doubt_count, both.new_count), (0, 1))

	def test_number_that_changed_is_taken_over_when_somebody_says_that_it_is_the_one(self):
		known, other = self.numbers[:2]
		ngo = make_ngo(ngo_name="Društvo Krn", registration_number=known)
		doc = compare(make_import(self.source, make_entity(other, "Društvo Krn")))
		(row,) = get_rows(doc, kind="In Doubt")

		row.decision = "Accept"
		row.save()
		apply(doc)

		ngo.reload()
		self.assertEqual(ngo.registration_number, other)
		later = make_entity(other, "Društvo Krn"), make_entity(self.numbers[2], "Društvo Soča")
		again = compare(make_import(self.source, *later, as_of="2026-02-01"))
		self.assertEqual((again.unchanged_count, get_rows(again, ngo=ngo.name)), (1, []))

	def test_number_that_is_known_under_another_name_is_in_doubt(self):
		number = self.numbers[0]
		make_ngo(ngo_name="Kolesarsko društvo Soča", registration_number=number)

		(row,) = get_rows(compare(make_import(self.source, make_entity(number, "Čebelarji Baške grape"))))

		self.assertEqual(row.kind, "In Doubt")
		self.assertIn("The hub knows this number as that of Kolesarsko društvo Soča", row.reason)

	def test_doubt_is_decided_on_by_itself_and_can_become_a_new_organisation(self):
		known, other = self.numbers[:2]
		make_ngo(ngo_name="Društvo Krn", registration_number=known)
		doc = compare(make_import(self.source, make_entity(other, "Društvo Krn")))
		with self.assertRefused("each row of this kind by itself"):
			decisions.decide_kinds(doc.name, ["In Doubt"], "Accept")

		decisions.decide_rows([row.name for row in get_rows(doc, kind="In Doubt")], "Create New")
		apply(doc)

		self.assertEqual(get_ngo(other).stage, "Listed")

	def test_capitals_of_a_register_are_no_difference(self):
		number = self.numbers[0]
		make_ngo(ngo_name="Društvo Krn", registration_number=number)
		entity = make_entity(number, "DRUŠTVO  KRN", street="", house="", code="", post="")

		doc = compare(make_import(self.source, entity))

		self.assertEqual(doc.unchanged_count, 1)

	def test_federation_is_told_by_its_name(self):
		doc = self.enter_first_month(make_entity(self.numbers[0], "Zveza kulturnih društev Tolmin"))

		self.assertEqual((doc.status, get_ngo(self.numbers[0]).legal_form), ("Applied", "Federation"))


class TestApplying(ImportTestCase):
	def test_new_organisation_is_listed_with_what_the_register_says(self):
		number = self.numbers[0]

		doc = self.enter_first_month(
			make_entity(number, "Društvo Krn", post="Grgar", code="5251", street="", house="30")
		)

		ngo = get_ngo(number)
		self.assertEqual((ngo.stage, ngo.source, ngo.country), ("Listed", "Register", "Slovenia"))
		self.assertEqual(
			(ngo.seat_street, ngo.seat_postal_code, ngo.seat_town), ("Grgar 30", "5251", "Grgar")
		)
		(row,) = get_rows(doc)
		self.assertEqual((row.result, row.ngo, row.log), ("Applied", ngo.name, "Created."))
		self.assertEqual((doc.status, doc.applied_count), ("Applied", 1))

	def test_each_row_is_applied_once_whatever_dies_in_between(self):
		doc = compare(
			make_import(self.source, *(make_entity(number, f"Društvo {number}") for number in self.numbers))
		)
		decisions.decide_kinds(doc.name, ["New"], "Accept")
		runs.start_applying(doc.name)
		with patch.object(applying, "BATCH", 2):
			self.assertTrue(runs.run_batch(doc.name))
			with patch.object(applying, "keep_entry", side_effect=OSError(5, "killed")):
				self.assertFalse(runs.run_batch(doc.name))
			doc.reload()
			self.assertEqual((doc.status, doc.applied_count), ("Failed", 2))
			runs.resume(doc.name)
			run(doc)

		self.assertEqual((doc.status, doc.applied_count, doc.failed_count), ("Applied", 4, 0))
		self.assertEqual(frappe.db.count("NGO", {"registration_number": ("in", self.numbers)}), 4)

	def test_comparison_goes_on_where_it_ended_and_finds_each_record_once(self):
		entities = [make_entity(number, f"Društvo {number}") for number in self.numbers]
		doc = make_import(
			self.source, *entities, make_entity("1", "Tuje", region="Podravska", municipality="Maribor")
		)
		runs.start_comparison(doc.name)

		with patch("planota_hub.planota_hub.register.sources.comparing.BATCH", 2):
			self.assertTrue(runs.run_batch(doc.name))
			runs.stop(doc.name)
			self.assertFalse(runs.run_batch(doc.name))
			runs.resume(doc.name)
			run(doc)

		self.assertEqual((doc.records_count, doc.outside_count, doc.new_count), (5, 1, 4))
		self.assertEqual({row.registration_number for row in get_rows(doc)}, set(self.numbers))

	def test_error_of_one_row_is_its_own_and_said_in_its_log(self):
		one, two = self.numbers[:2]
		doc = compare(make_import(self.source, make_entity(one, "Društvo A"), make_entity(two, "Društvo B")))
		make_ngo(ngo_name="Vmes vpisano", registration_number=one)

		apply(doc, "New")

		results = {row.registration_number: (row.result, row.log) for row in get_rows(doc)}
		self.assertEqual(results[two][0], "Applied")
		self.assertEqual(results[one][0], "Failed")
		self.assertIn("already in the register", results[one][1])

	def test_full_disk_stops_the_import_and_nothing_is_done_by_half(self):
		doc = compare(make_import(self.source, make_entity(self.numbers[0], "Društvo Krn")))
		decisions.decide_kinds(doc.name, ["New"], "Accept")
		runs.start_applying(doc.name)

		with patch.object(applying, "keep_entry", side_effect=OSError(ENOSPC, "No space left on device")):
			run(doc)

		self.assertEqual(doc.status, "Failed")
		self.assertIn("disk of the site is full", doc.stop_reason)
		self.assertIsNone(get_ngo(self.numbers[0]))

	def test_full_disk_stops_the_comparison_and_leaves_no_rows(self):
		doc = make_import(self.source, make_entity(self.numbers[0], "Društvo Krn"))
		runs.start_comparison(doc.name)

		with patch.object(rows.Rows, "insert", side_effect=OSError(ENOSPC, "No space left on device")):
			run(doc)

		self.assertEqual((doc.status, get_rows(doc)), ("Failed", []))
		self.assertIn("disk of the site is full", doc.stop_reason)

	def test_worker_that_was_killed_is_followed_by_another_once(self):
		doc = make_import(self.source, make_entity(self.numbers[0], "Društvo Krn"))
		runs.start_comparison(doc.name)
		doc.db_set("last_batch_on", add_to_date(now_datetime(), minutes=-6))

		with patch.object(runs, "enqueue") as enqueue:
			runs.resume_interrupted()
			runs.resume_interrupted()

		self.assertEqual([call.args for call in enqueue.call_args_list], [(doc.name,)])

	def test_file_that_breaks_off_leaves_no_rows(self):
		whole = "<Prs>" + make_entity(self.numbers[0], "Društvo Krn") + "<PS ma="

		doc = compare(make_import(self.source, content=whole))

		self.assertEqual(doc.status, "Failed")
		self.assertIn("broken off or damaged", doc.stop_reason)
		self.assertEqual(get_rows(doc), [])

	def test_what_was_left_is_not_asked_once_more_until_somebody_wants_it(self):
		number = self.numbers[0]
		doc = compare(make_import(self.source, make_entity(number, "Društvo Krn")))
		decisions.decide_kinds(doc.name, ["New"], "Leave")
		apply(doc)

		later = compare(
			make_import(self.source, make_entity(number, "Društvo Krn v Tolminu"), as_of="2026-02-01")
		)

		self.assertIsNone(get_ngo(number))
		self.assertEqual((later.unchanged_count, later.new_count), (1, 0))

	def test_import_without_a_decision_is_not_applied(self):
		doc = compare(make_import(self.source, make_entity(self.numbers[0], "Društvo Krn")))
		with self.assertRefused("Nothing was decided yet"):
			runs.start_applying(doc.name)


class TestTwoAtOnce(ImportTestCase):
	def setUp(self):
		super().setUp()
		entities = (make_entity(number, f"Društvo {number}") for number in self.numbers[:2])
		self.doc = compare(make_import(self.source, *entities))

	@contextmanager
	def as_before(self):
		"""Let whoever looks for rows find those of now, as in a transaction that began before others have changed them."""
		names, get_all = [row.name for row in get_rows(self.doc)], frappe.get_all

		def find(doctype, *args, pluck=None, **options):
			is_of_rows = doctype == ROW and pluck == "name"
			return names if is_of_rows else get_all(doctype, *args, pluck=pluck, **options)

		with patch.object(frappe, "get_all", find):
			yield

	def test_who_applies_an_import_that_is_being_applied_or_was_is_told(self):
		decisions.decide_kinds(self.doc.name, ["New"], "Accept")
		runs.start_applying(self.doc.name)

		with self.assertRefused("This import is Applying"):
			runs.start_applying(self.doc.name)
		with self.assertRefused("This import is Applying"):
			decisions.decide_kinds(self.doc.name, ["New"], "Leave")
		with self.assertRefused("This import is Applying"):
			runs.start_comparison(self.doc.name)

	def test_second_of_two_who_decide_changes_nothing_that_the_first_has_decided(self):
		with self.as_before():
			decisions.decide_kinds(self.doc.name, ["New"], "Accept")
			decisions.decide_kinds(self.doc.name, ["New"], "Leave")

		self.assertEqual({row.decision for row in get_rows(self.doc)}, {"Accept"})

	def test_who_decides_on_a_row_second_is_told_who_was_first(self):
		(row,) = get_rows(compare(make_import(self.source, make_entity(self.numbers[0], "Društvo Krn"))))
		second = frappe.get_doc(ROW, row.name)
		with as_user(make_user("rows-officer@hub.test", "Hub Officer")):
			row.update({"decision": "Accept"}).save()

		with self.assertRefused("has changed this row since you opened it", frappe.TimestampMismatchError):
			second.update({"decision": "Leave"}).save()

		self.assertEqual(frappe.db.get_value(ROW, row.name, "decision"), "Accept")

	def test_row_that_another_worker_has_done_meanwhile_is_not_done_again(self):
		with self.as_before():
			apply(self.doc, "New")
			before = frappe.db.count("NGO")

			applying.apply_batch(self.doc)

		self.assertEqual(frappe.db.count("NGO"), before)
		self.assertEqual({row.result for row in get_rows(self.doc)}, {"Applied"})

	def test_stopped_while_it_is_applied_it_goes_on_where_it_was(self):
		decisions.decide_kinds(self.doc.name, ["New"], "Accept")
		runs.start_applying(self.doc.name)
		with patch.object(applying, "BATCH", 1):
			runs.run_batch(self.doc.name)
			runs.stop(self.doc.name)
			self.assertFalse(runs.run_batch(self.doc.name))
			with self.assertRefused("This import is Stopped"):
				runs.start_applying(self.doc.name)
			runs.resume(self.doc.name)
			run(self.doc)

		self.assertEqual((self.doc.status, self.doc.applied_count), ("Applied", 2))


class TestProgress(ImportTestCase):
	def test_form_shows_how_much_is_done_of_an_import_just_made_or_half_applied(self):
		doc = make_import(self.source, *(make_entity(number, f"Društvo {number}") for number in self.numbers))
		doc.run_method("onload")
		self.assertEqual(doc.get_onload("share_done"), 100)

		decisions.decide_kinds(compare(doc).name, ["New"], "Accept")
		runs.start_applying(doc.name)
		with patch.object(applying, "BATCH", 1):
			runs.run_batch(doc.name)
		doc.reload()
		doc.run_method("onload")

		self.assertEqual(doc.get_onload("share_done"), 25)


class TestTitles(ImportTestCase):
	def test_import_is_called_as_its_source_and_day_in_the_language_of_the_site(self):
		source = frappe._dict(name="Business Register of Slovenia")

		with patch(f"{register_import.__name__}.site_language", return_value="sl"):
			doc = make_import(source, make_entity(self.numbers[0], "Društvo Krn"))

		self.assertEqual(doc.title, f"Poslovni register Slovenije, {show_day('2026-01-15')}")

	def test_imports_of_sites_that_were_there_before_get_their_titles(self):
		doc = make_import(self.source, make_entity(self.numbers[0], "Društvo Krn"))
		doc.db_set("title", None)
		change = note_change("Founded", "2026-01-15", ngo_name="X", source=f"{self.source.name}, {doc.name}")

		with patch.object(title_register_imports, "get_source", return_value="Register, 1"):
			title_register_imports.execute()

		doc.reload()
		self.assertTrue(doc.title.startswith(f"{self.source.name}, "))
		self.assertEqual(frappe.db.get_value("Sector Change", change, "source"), "Register, 1")


class TestNextMonth(ImportTestCase):
	def setUp(self):
		super().setUp()
		self.one, self.two, self.three, self.four = self.numbers
		self.first = self.enter_first_month(
			make_entity(self.one, "Društvo Krn"),
			make_entity(self.two, "Društvo Soča"),
			make_entity(self.three, "Društvo Idrijca"),
		)

	def compare_next(self, *entities: str, as_of: str = "2026-02-01"):
		return compare(make_import(self.source, *entities, as_of=as_of))

	def compare_changed(self):
		return self.compare_next(
			make_entity(self.one, "Društvo Krn"),
			make_entity(self.two, "Društvo Nadiža", municipality="Kobarid", post="Kobarid", code="5222"),
			make_entity(self.four, "Društvo Bača"),
		)

	def test_only_the_differences_are_shown_and_the_officers_told(self):
		officer = make_user("officer@register.test", "Hub Officer")

		doc = self.compare_changed()

		counts = (doc.unchanged_count, doc.new_count, doc.changed_count, doc.gone_count)
		self.assertEqual(counts, (1, 1, 1, 1))
		(row,) = get_rows(doc, kind="Changed")
		self.assertEqual(
			{one.field_name: (one.old_value, one.new_value, one.take) for one in row.differences},
			{
				"ngo_name": ("Društvo Soča", "Društvo Nadiža", 1),
				"municipality": ("Tolmin", "Kobarid", 1),
				"seat_postal_code": ("5220", "5222", 1),
				"seat_town": ("Tolmin", "Kobarid", 1),
			},
		)
		told = frappe.get_all(
			"Notification Log", {"document_name": doc.name, "for_user": officer}, pluck="subject"
		)
		self.assertEqual(len(told), 1)
		for part in ("1 founded", "1 moved", "1 renamed", "1 deleted from the register"):
			self.assertIn(part, told[0])

	def test_applied_it_is_noted_as_changes_in_the_sector(self):
		doc = apply(self.compare_changed(), "New", "Changed", "Gone")

		self.assertEqual(get_ngo(self.three).stage, "Inactive")
		noted = frappe.get_all(
			"Sector Change", {"source": ("like", f"%{doc.name}")}, ["kind", "registration_number"]
		)
		self.assertEqual(
			{(row.kind, row.registration_number) for row in noted},
			{
				("Founded", self.four),
				("Moved", self.two),
				("Renamed", self.two),
				("Dissolved", self.three),
			},
		)

	def test_first_import_founds_nobody(self):
		self.assertFalse(frappe.db.exists("Sector Change", {"source": ("like", f"%{self.first.name}")}))

	def test_what_was_changed_by_hand_is_shown_and_not_overwritten_unless_ticked(self):
		officer = make_user("officer@register.test", "Hub Officer")
		with as_user(officer):
			ngo = get_ngo(self.two)
			ngo.ngo_name = "Društvo prijateljev Soče"
			ngo.save(ignore_version=False)

		doc = self.compare_changed()
		(row,) = get_rows(doc, kind="Changed")
		name = next(one for one in row.differences if one.field_name == "ngo_name")
		self.assertEqual((name.take, name.old_value), (0, "Društvo prijateljev Soče"))
		self.assertIn("officer", name.changed_by_hand)

		apply(doc, "Changed")
		ngo.reload()
		self.assertEqual((ngo.ngo_name, ngo.municipality), ("Društvo prijateljev Soče", "Kobarid"))

	def test_ticked_it_is_taken_over(self):
		get_ngo(self.two).update({"ngo_name": "Društvo prijateljev Soče"}).save()
		doc = self.compare_changed()
		(row,) = get_rows(doc, kind="Changed")
		for one in row.differences:
			one.take = 1
		row.decision = "Accept"
		row.save()

		apply(doc)

		self.assertEqual(get_ngo(self.two).ngo_name, "Društvo Nadiža")

	def test_hand_made_change_is_no_news_while_the_register_says_the_same(self):
		get_ngo(self.two).update({"ngo_name": "Društvo prijateljev Soče"}).save()

		doc = self.compare_next(
			make_entity(self.one, "Društvo Krn"),
			make_entity(self.two, "Društvo Soča"),
			make_entity(self.three, "Društvo Idrijca"),
		)

		self.assertEqual(
			(doc.unchanged_count, get_rows(doc, registration_number=("in", self.numbers))), (3, [])
		)

	def test_change_between_comparison_and_approval_is_not_overwritten(self):
		doc = self.compare_changed()
		get_ngo(self.two).update({"ngo_name": "Vmes spremenjeno"}).save()

		apply(doc, "Changed")

		(row,) = get_rows(doc, kind="Changed")
		self.assertEqual(row.result, "Failed")
		self.assertIn("Changed since the comparison", row.log)
		self.assertEqual(get_ngo(self.two).ngo_name, "Vmes spremenjeno")

	def test_same_file_and_an_older_one_are_refused(self):
		with open(self.first.get_path()) as file:
			same = make_import(self.source, content=file.read(), as_of="2026-02-01")
		older = make_import(self.source, make_entity(self.one, "Drugo"), as_of="2025-12-01")

		with self.assertRefused(f"that of {self.first.name} already"):
			runs.start_comparison(same.name)
		with self.assertRefused("older than"):
			runs.start_comparison(older.name)

	def test_two_imports_of_a_source_are_not_under_way_at_once(self):
		one = make_import(self.source, make_entity(self.one, "A"), as_of="2026-02-01")
		other = make_import(self.source, make_entity(self.one, "B"), as_of="2026-02-01")
		runs.start_comparison(one.name)

		with self.assertRefused(f"{one.name} of the same source is under way"):
			runs.start_comparison(other.name)

	def test_undo_takes_back_what_nobody_has_touched_and_says_what_stays(self):
		doc = apply(self.compare_changed(), "New", "Changed", "Gone")
		get_ngo(self.two).update({"seat_town": "Drugje"}).save()

		undo(doc)

		self.assertEqual(doc.status, "Undone")
		self.assertIsNone(get_ngo(self.four))
		two = get_ngo(self.two)
		self.assertEqual(
			(two.ngo_name, two.municipality, two.seat_town), ("Društvo Soča", "Tolmin", "Drugje")
		)
		self.assertEqual(get_ngo(self.three).stage, "Listed")
		(row,) = get_rows(doc, kind="Changed")
		self.assertEqual(row.result, "Not Undone")
		self.assertIn("Town", row.log)
		self.assertFalse(frappe.db.exists("Sector Change", {"source": ("like", f"%{doc.name}")}))
		self.source.reload()
		self.assertEqual(self.source.latest_import, self.first.name)
		with open(doc.get_path()) as file:
			again = compare(make_import(self.source, content=file.read(), as_of="2026-02-01"))
		self.assertEqual((again.new_count, again.gone_count), (1, 1))

	def test_new_organisation_that_somebody_has_touched_stays_when_its_import_is_undone(self):
		get_ngo(self.one).update({"short_name": "Krn"}).save()

		undo(self.first)

		results = {row.registration_number: row.result for row in get_rows(self.first)}
		self.assertEqual(results, {self.one: "Not Undone", self.two: "Undone", self.three: "Undone"})
		self.assertIsNotNone(get_ngo(self.one))

	def test_import_on_which_another_stands_is_not_undone(self):
		later = apply(self.compare_changed(), "Changed")

		with self.assertRefused(f"{later.name} was applied after this import"):
			runs.start_undoing(self.first.name)

	def test_deleted_organisation_is_not_offered_once_more(self):
		frappe.delete_doc("NGO", get_ngo(self.one).name)

		doc = self.compare_next(
			make_entity(self.one, "Društvo Krn"),
			make_entity(self.two, "Društvo Soča"),
			make_entity(self.three, "Društvo Idrijca"),
		)

		self.assertEqual((doc.new_count, doc.unchanged_count), (0, 3))


class TestWhoMay(ImportTestCase):
	def test_officers_run_imports_managers_undo_them_auditors_read_and_others_see_nothing(self):
		make = {
			role: make_user(f"{frappe.scrub(role)}@register.test", role)
			for role in ("Hub Officer", "Hub Manager", "Hub Auditor", "Hub Mentor", "Network Coordinator")
		}
		with as_user(make["Hub Officer"]):
			doc = apply(compare(make_import(self.source, make_entity(self.numbers[0], "Društvo Krn"))), "New")
			self.assertEqual(doc.applied_count, 1)
			with self.assertRaises(frappe.PermissionError):
				runs.start_undoing(doc.name)
		with as_user(make["Hub Auditor"]):
			self.assertTrue(frappe.has_permission(IMPORT, "read", doc.name))
			with self.assertRaises(frappe.PermissionError):
				runs.start_comparison(doc.name)
			with self.assertRaises(frappe.PermissionError):
				decisions.decide_kinds(doc.name, ["New"], "Accept")
		for role in ("Hub Mentor", "Network Coordinator"):
			with self.subTest(role), as_user(make[role]):
				self.assertFalse(frappe.has_permission(IMPORT, "read", doc.name))
				self.assertFalse(frappe.has_permission(ROW, "read"))
		with as_user(make["Hub Manager"]):
			self.assertEqual(undo(doc).status, "Undone")

	def test_public_file_is_refused(self):
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "Prs.xml", "content": b"<Prs/>", "is_private": 0}
		)
		file.flags.ignore_permissions = True
		with self.assertRefused("private"):
			frappe.get_doc(
				{"doctype": IMPORT, "register_source": self.source.name, "file": "/files/Prs.xml"}
			).insert()

	def test_values_that_the_server_sets_are_not_taken_from_anybody(self):
		doc = make_import(self.source, make_entity(self.numbers[0], "Društvo Krn"))
		doc.status, doc.applied_count = "Applied", 7
		doc.save()

		self.assertEqual((doc.status, doc.applied_count), ("Draft", 0))
		self.assertEqual(set(PHASES), {"Comparing", "Applying", "Undoing"})


class TestTables(HubTestCase):
	def test_table_is_read_by_the_columns_that_the_source_names(self):
		number = make_registration_number()
		source = make_source(
			kind="Table",
			regions=[],
			columns=[
				{"column_name": "MŠ", "means": "Registration Number"},
				{"column_name": "Ime društva", "means": "Name"},
				{"column_name": "Občina", "means": "Municipality"},
				{"column_name": "Oblika", "means": "Legal Form"},
				{"column_name": "Naslov", "means": "Whole Address"},
				{"column_name": "Ustanovljeno", "means": "Founded On"},
			],
		)
		table = (
			"MŠ;Ime društva;Občina;Oblika;Naslov;Ustanovljeno\n"
			f"{number};Društvo Krn;Tolmin;društvo;Grgarske Ravne 30, 5251 Grgar;1. 3. 1998\n"
			f"{make_registration_number()};Društvo Soča;Nikjer;društvo;;32. 1. 2000\n"
		)

		doc = apply(compare(make_import(source, content=table.encode("cp1250"))), "New")

		ngo = get_ngo(number)
		self.assertEqual(
			(ngo.ngo_name, ngo.legal_form, str(ngo.founded_on), ngo.seat_street, ngo.seat_postal_code),
			("Društvo Krn", "Association", "1998-03-01", "Grgarske Ravne 30", "5251"),
		)
		(refused,) = get_rows(doc, kind="Refused")
		self.assertIn("Row 3, column Občina", refused.reason)
		self.assertIn("Row 3, column Ustanovljeno", refused.reason)

	def test_columns_of_a_table_are_proposed_by_their_names(self):
		source = make_source(kind="Table")
		doc = make_import(source, content="Matična;Ime društva;Naslov;Pošta št.;Neznano\n1;A;B;5220;x\n")

		proposals.propose_columns(doc.name)

		source.reload()
		self.assertEqual(
			{row.column_name: row.means for row in source.columns},
			{
				"Matična": "Registration Number",
				"Ime društva": "Name",
				"Naslov": "Whole Address",
				"Pošta št.": "Postal Code",
			},
		)

	def test_source_that_does_not_say_where_the_number_stands_is_not_compared(self):
		doc = make_import(make_source(kind="Table"), content="a;b\n1;2\n")
		with self.assertRefused("does not say which column is the Registration Number"):
			runs.start_comparison(doc.name)


class TestPublicInterest(HubTestCase):
	def setUp(self):
		super().setUp()
		self.number = make_registration_number()
		self.ngo = make_ngo(ngo_name="Društvo Krn", registration_number=self.number, stage="Verified")
		self.ministry = make_stakeholder(
			stakeholder_type="Ministry", stakeholder_name="Ministrstvo za krajino"
		)
		self.source = make_source(
			kind="Public-Interest List",
			lists_all=1,
			words=[{"kind": "Field of Work", "said": "kultura", "means": "Culture and Arts"}],
		)

	def make_list(self, *rows: str, as_of: str = "2026-01-15"):
		head = "Matična številka;Naziv;Področje;Ministrstvo;Številka odločbe;Datum podelitve;Datum odvzema\n"
		return make_import(self.source, content=head + "\n".join(rows), as_of=as_of)

	def test_statuses_of_known_organisations_are_taken_over_together(self):
		doc = compare(
			self.make_list(
				f"{self.number};DRUŠTVO KRN;kultura;Ministrstvo za krajino;007-1/2020;1. 2. 2020;",
				f"{make_registration_number()};Drugi;kultura;Ministrstvo za krajino;007-2/2020;1. 2. 2020;",
				f"{self.number};DRUŠTVO KRN;Youth;Ministrstvo za krajino;007-3/2021;1. 5. 2021;",
			)
		)
		self.assertEqual(
			(doc.records_count, doc.outside_count, doc.changed_count, doc.gone_count), (3, 1, 1, 0)
		)
		(row,) = get_rows(doc)
		self.assertIn("Ministrstvo za krajino, 007-1/2020", row.differences[0].new_value)
		row.run_method("onload")
		self.assertIn("Ministrstvo za krajino, 007-3/2021", row.get("__onload")["values"][-1][1])

		apply(doc, "Changed")

		self.ngo.reload()
		self.assertEqual(
			[(row.field_of_work, row.ministry, row.act_number) for row in self.ngo.public_interest_statuses],
			[
				("Culture and Arts", self.ministry.name, "007-1/2020"),
				("Youth", self.ministry.name, "007-3/2021"),
			],
		)
		again = compare(
			self.make_list(
				f"{self.number};Društvo Krn;kultura;Ministrstvo za krajino;007-1/2020;1. 2. 2020;31. 1. 2026",
				f"{self.number};Društvo Krn;Youth;Ministrstvo za krajino;007-3/2021;1. 5. 2021;",
				as_of="2026-02-01",
			)
		)
		apply(again, "Changed")
		self.ngo.reload()
		self.assertEqual(str(self.ngo.public_interest_statuses[0].withdrawn_on), "2026-01-31")
		self.assertEqual(
			frappe.get_all(
				"Sector Change", {"ngo": self.ngo.name, "kind": "Status Withdrawn"}, pluck="field_of_work"
			),
			["Culture and Arts"],
		)

	def test_organisation_that_the_list_has_no_longer_has_lost_its_status(self):
		row = f"{self.number};Društvo Krn;kultura;Ministrstvo za krajino;007-1/2020;1. 2. 2020;"
		apply(compare(self.make_list(row)), "Changed")

		doc = apply(
			compare(self.make_list(row.replace(self.number, make_registration_number()), as_of="2026-02-01")),
			"Changed",
		)

		self.ngo.reload()
		self.assertEqual(doc.changed_count, 1)
		self.assertEqual(str(self.ngo.public_interest_statuses[0].withdrawn_on), "2026-02-01")
		self.assertEqual(undo(doc).status, "Undone")
		self.ngo.reload()
		self.assertIsNone(self.ngo.public_interest_statuses[0].withdrawn_on)

	def test_field_and_ministry_that_the_hub_does_not_know_are_refused_by_their_column(self):
		doc = compare(self.make_list(f"{self.number};Društvo Krn;alkimija;Ministrstvo za čas;1;1. 2. 2020;"))

		(row,) = get_rows(doc, kind="Refused")
		self.assertIn("Row 2, column Področje", row.reason)
		self.assertIn("Row 2, column Ministrstvo", row.reason)

	def test_missing_ministries_are_entered_once_and_the_list_compared_once_more(self):
		refused = f"{self.number};Društvo Krn;kultura;Ministrstvo za čas;1;1. 2. 2020;"
		doc = compare(self.make_list(refused, refused.replace("kultura", "Youth"), f"{refused[1:]}"))
		with as_user(make_user("ministries-officer@hub.test", "Hub Officer")):
			self.assertEqual(ministries.find_missing_ministries(doc.name), ["Ministrstvo za čas"])

			self.assertEqual(ministries.enter_missing_ministries(doc.name), ["Ministrstvo za čas"])
			run(doc)

			self.assertEqual((doc.status, doc.refused_count, doc.changed_count), ("To Review", 0, 1))
			with self.assertRefused("The hub has all ministries that the list names."):
				ministries.enter_missing_ministries(doc.name)
		ministry = {"stakeholder_name": "Ministrstvo za čas"}
		self.assertEqual(
			frappe.get_all("Stakeholder", ministry, pluck="stakeholder_type", order_by="name asc"),
			["Ministry"],
		)

	def test_nobody_else_enters_ministries_and_a_register_names_none(self):
		doc = compare(self.make_list(f"{self.number};Društvo Krn;kultura;Ministrstvo za čas;1;1. 2. 2020;"))
		for role in ("Hub Auditor", "Hub Mentor"):
			with (
				self.subTest(role),
				as_user(make_user("ministries-other@hub.test", role)),
				self.assertRaises(frappe.PermissionError),
			):
				ministries.enter_missing_ministries(doc.name)
		other = make_import(make_source(), make_entity(make_registration_number(), "Društvo"))
		self.assertEqual(ministries.find_missing_ministries(other.name), [])

	def test_fields_are_known_by_the_words_of_the_ministries(self):
		source = make_source(kind="Public-Interest List")
		means = {row.said: row.means for row in source.words}
		self.assertEqual((means["šport"], means["kultura"]), ("Sport and Recreation", "Culture and Arts"))
		self.assertFalse(make_source(kind="Public-Interest List", country="Croatia").words)

	def test_a_migration_gives_these_words_to_a_list_that_has_none(self):
		self.source.set("words", [])
		self.source.save()
		own = make_source(
			kind="Public-Interest List", words=[{"kind": "Field of Work", "said": "ples", "means": "Youth"}]
		)

		say_fields_of_statuses.execute()

		self.assertIn("kultura", [row.said for row in self.source.reload().words])
		self.assertEqual([row.said for row in own.reload().words], ["ples"])
