# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import getdate

from planota_hub.capacity_building import metrics
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	COMPLETE_DATA,
	make_attended,
	make_registration,
)
from planota_hub.capacity_building.report.esf_participants.esf_participants import execute
from planota_hub.capacity_building.workshops.persons import tell_apart
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.counting import read_counted

EMAIL = "ana@persons.test"


def attend(name, email="", born=None):
	return frappe._dict(participant_name=name, email_key=email, date_of_birth=born)


class TestTellingPeopleApart(HubTestCase):
	def test_each_pair(self):
		for one, other, people in (
			(attend("Ana Kos", EMAIL), attend("Kos ANA", EMAIL), 1),
			(attend("Ana Kos", EMAIL), attend("Ana", EMAIL), 1),
			(attend("Žana Čeh", EMAIL), attend("Zana Ceh", EMAIL), 1),
			# a mailbox is not a person
			(attend("Ana Kos", EMAIL), attend("Bor Kos", EMAIL), 2),
			(attend("Ana Kos", EMAIL, "1980-01-01"), attend("Ana Kos", EMAIL, "2001-01-01"), 2),
			# one person with two mailboxes
			(attend("Ana Kos", EMAIL, "1980-01-01"), attend("Kos Ana", "ana@home.test", "1980-01-01"), 1),
			(attend("Ana Kos", EMAIL, "1980-01-01"), attend("Ana Kos", "ana@home.test"), 2),
			(attend("Ana Kos", "", "1980-01-01"), attend("Ana Kos", "", "1980-01-01"), 1),
			(attend("Ana Kos"), attend("Ana Kos"), 2),
		):
			with self.subTest(f"{one} {other}"):
				self.assertEqual(len(tell_apart([frappe._dict(one), frappe._dict(other)])), people)


class TestPeopleOfAProject(HubTestCase):
	"""Three workshops of a project: Ana at all, Cene at the last; Ana also at one of another project."""

	def setUp(self):
		super().setUp()
		self.project, other = make_project(), make_project()
		self.days = ("2018-02-05", "2018-03-05", "2018-08-06")
		workshops = [self.hold(day, self.project) for day in self.days]
		elsewhere = self.hold("2018-04-02", other)
		self.ana = [
			make_attended(workshop, participant_name="Ana Kos", email=EMAIL, **data)
			for workshop, data in zip([*workshops, elsewhere], ({}, COMPLETE_DATA, {}, {}), strict=True)
		]
		self.cene = make_attended(workshops[2], participant_name="Cene Zver", email="cene@persons.test")
		make_registration(workshops[2], participant_name="Dan Novak", attendance="Absent")
		for workshop in (*workshops, elsewhere):
			take_step(workshop.reload(), "Mark as Held")

	def hold(self, day, project):
		return make_past_workshop(
			starts_on=f"{day} 09:00:00", ends_on=f"{day} 16:00:00", funded_project=project.name
		)

	def count(self, start, end, **filters):
		filters.setdefault("funded_project", self.project.name)
		rows = metrics.get_people(getdate(start), getdate(end), filters)
		return [(row["name"], str(row["date"])) for row in rows]

	def test_a_person_counts_once_in_the_operation_on_the_day_of_the_first_attendance(self):
		ana, cene = (self.ana[0].name, self.days[0]), (self.cene.name, self.days[2])

		self.assertEqual(self.count("2018-01-01", "2018-12-31"), [ana, cene])
		self.assertEqual(self.count("2018-01-01", "2018-06-30"), [ana])
		self.assertEqual(self.count("2018-07-01", "2018-12-31"), [cene])
		attendances = read_counted(
			metrics.get_participants(
				getdate("2018-01-01"), getdate("2018-12-31"), {"funded_project": self.project.name}
			)
		)
		self.assertEqual(len(attendances), 4)

	def test_once_per_period_everybody_of_its_days_counts(self):
		self.assertEqual(
			self.count("2018-07-01", "2018-12-31", once_per="Period"),
			[(self.ana[2].name, self.days[2]), (self.cene.name, self.days[2])],
		)

	def test_in_another_operation_the_same_person_counts_anew(self):
		own = {row.name for row in self.ana}
		rows = self.count("2018-01-01", "2018-12-31", funded_project=None)

		self.assertEqual(
			[row for row in rows if row[0] in own],
			[(self.ana[0].name, self.days[0]), (self.ana[3].name, "2018-04-02")],
		)

	def test_complete_data_may_come_with_a_later_attendance(self):
		self.assertEqual(
			self.count("2018-01-01", "2018-12-31", complete_data="1"), [(self.ana[0].name, self.days[0])]
		)

	def test_the_report_has_whole_rows_in_the_order_of_the_indicators(self):
		columns, rows, note, _chart, summary = execute({"funded_project": self.project.name})

		codes = [column["fieldname"] for column in columns if column["fieldname"].startswith("EECO")]
		self.assertEqual(codes, sorted(codes))
		self.assertIn("EECO16", note)
		yes, no = dict.fromkeys(("EECO05", "EECO11"), 1), dict.fromkeys(codes, 0)
		self.assertEqual(
			rows,
			[
				{
					"registration": self.ana[0].name,
					"participant": "Ana Kos",
					"ngo_name": None,
					"first_day": getdate(self.days[0]),
					"times": 3,
					"gender": "Female",
					"age": 37,
					**no,
					**yes,
					"EECO13-15": None,
					"missing": "",
				},
				{
					"registration": self.cene.name,
					"participant": "Cene Zver",
					"ngo_name": None,
					"first_day": getdate(self.days[2]),
					"times": 1,
					"gender": None,
					"age": None,
					**dict.fromkeys(codes),
					"missing": rows[1]["missing"],
				},
			],
		)
		self.assertIn("Date of Birth", rows[1]["missing"])
		self.assertEqual([row["value"] for row in summary], [2, 4, 1, 1])

	def test_the_indicators_of_the_programme_before_are_there_too(self):
		_columns, rows, *_rest = execute(
			{"funded_project": self.project.name, "programme": "ESF 2014-2020", "data": "Complete"}
		)

		self.assertEqual(
			[(row["CO05"], row["CO06"], row["CO11"], row["CO17"]) for row in rows], [(1, 0, 1, 0)]
		)

	def test_days_are_those_of_the_first_attendance(self):
		rows = execute({"funded_project": self.project.name, "from_date": "2018-03-01"})[1]

		self.assertEqual([row["participant"] for row in rows], ["Cene Zver"])

	def test_who_may_not_see_the_data_and_wrong_filters_are_refused(self):
		for filters, words in (
			({}, "please choose the operation"),
			({"funded_project": self.project.name, "programme": "Magic"}, "please choose one of"),
			(
				{"funded_project": self.project.name, "from_date": "2018-03-01", "to_date": "2018-02-01"},
				"expected is a day not before",
			),
		):
			with self.assertRefused(words):
				execute(filters)
		with as_user(make_user("persons-mentor@hub.test", "Hub Mentor")):
			self.assertRaises(frappe.PermissionError, execute, {"funded_project": self.project.name})
