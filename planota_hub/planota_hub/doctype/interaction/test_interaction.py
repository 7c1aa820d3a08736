# SPDX-License-Identifier: GPL-3.0-only
"""The log of contacts: what may stand in it, who sees it, what it posts and what it is made of."""

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today

from planota_hub.capacity_building.support.ledger import check_sources, hours_by_kind, read_documents
from planota_hub.personal_data.retention import remove_expired
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.interactions.cards import get_contacts_this_month, get_overdue_follow_ups
from planota_hub.planota_hub.interactions.messages import log_all_messages
from planota_hub.planota_hub.interactions.noting import get_office, get_people, note_contact
from planota_hub.planota_hub.interactions.tasks import chase_overdue_tasks
from planota_hub.planota_hub.interactions.timeline import get_contacts
from planota_hub.planota_hub.outreach.reached import select_reached
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.planota_hub.work_done.lines import get_lines
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_interaction(**overrides):
	"""Create the entry of a visit at an NGO two days ago, valid under every rule, with any field overridden."""
	values = {
		"doctype": "Interaction",
		"topic": "Room for rehearsals",
		"channel": "Visit",
		"happened_on": add_to_date(now_datetime(), days=-2),
		"hours": 0.5,
		**overrides,
	}
	if "organisation" not in values and "people" not in values:
		values.update(organisation_doctype="NGO", organisation=make_ngo(stage="Verified").name)
	return frappe.get_doc(values).insert()


def make_person(name: str, doctype: str, organisation: str):
	"""Create a Contact who belongs to an organisation."""
	person = frappe.get_doc({"doctype": "Contact", "first_name": name})
	person.append("links", {"link_doctype": doctype, "link_name": organisation})
	return person.insert()


def make_message(doctype: str, name: str, **overrides):
	"""Create an e-mail that was sent from the form of a record."""
	return frappe.get_doc(
		{
			"doctype": "Communication",
			"communication_type": "Communication",
			"communication_medium": "Email",
			"sent_or_received": "Sent",
			"subject": "Programme",
			"content": "<p>Attached</p>",
			"reference_doctype": doctype,
			"reference_name": name,
			"status": "Linked",
			**overrides,
		}
	).insert(ignore_permissions=True)


def list_entries(**filters) -> list[tuple]:
	fields = ["topic", "channel", "direction"]
	rows = frappe.get_all("Interaction", filters, fields, order_by="name asc")
	return [tuple(row.values()) for row in rows]


class TestRules(HubTestCase):
	def test_who_where_and_until_when_follow(self):
		ngo = make_ngo(stage="Verified", municipality="Brda")
		with as_user(make_user("officer.contacts@hub.test", "Hub Officer")):
			entry = make_interaction(
				organisation_doctype="NGO",
				organisation=ngo.name,
				happened_on="2024-03-01 10:00:00",
				hours=1.5,
			)

		self.assertEqual((entry.held_by, entry.municipality), ("officer.contacts@hub.test", "Brda"))
		self.assertEqual(str(entry.ends_on), "2024-03-01 11:30:00")

	def test_a_contact_in_the_future_is_refused(self):
		with self.assertRefused("When: "):
			make_interaction(happened_on=add_to_date(now_datetime(), minutes=5))
		with self.assertRefused("lies in the future. What was not yet said is no contact"):
			make_interaction(happened_on=add_days(today(), 2))
		with self.assertRefused("When: expected is a time not before the year 2000"):
			make_interaction(happened_on="1024-03-01 10:00:00")

	def test_it_took_no_negative_time_and_no_more_than_a_day(self):
		for hours in (-0.5, 24.01):
			with self.assertRefused("Hours: expected is a number from 0 to 24"):
				make_interaction(hours=hours)

	def test_somebody_is_named(self):
		with self.assertRefused("with which organisation the contact was", frappe.MandatoryError):
			make_interaction(organisation=None, people=[])
		self.assertTrue(make_interaction(people=[{"person_name": "Ana"}]).name)

	def test_a_person_of_another_organisation_is_refused(self):
		ngo, other = make_ngo(stage="Verified").name, make_ngo(stage="Verified").name
		ana = make_person("Ana Zidar", "NGO", ngo).name
		whom = {"organisation_doctype": "NGO", "organisation": ngo}

		entry = make_interaction(**whom, people=[{"contact": ana}])
		self.assertEqual((entry.people[0].person_name, entry.people[0].contact), ("Ana Zidar", ana))

		with self.assertRefused("Ana Zidar is not known as a person of"):
			make_interaction(**{**whom, "organisation": other}, people=[{"contact": ana}])
		with self.assertRefused("stands in the table twice"):
			make_interaction(**whom, people=[{"contact": ana}, {"contact": ana}])

	def test_a_record_that_it_was_about_stands_once_and_can_be_opened(self):
		ngo = make_ngo(stage="Verified").name
		row = {"subject_doctype": "NGO", "subject_name": ngo}
		self.assertTrue(make_interaction(about=[row]).name)
		with self.assertRefused("stands in the table twice"):
			make_interaction(about=[row, row])
		with self.assertRefused("expected is a record that you can open"):
			with as_user(make_user("coordinator.contacts@hub.test", "Network Coordinator")):
				make_interaction(
					people=[{"person_name": "Ana"}],
					about=[{"subject_doctype": "Hub Settings", "subject_name": "Hub Settings"}],
				)

	def test_what_follows_is_a_task_and_each_closes_the_other(self):
		row = {"task": "Send the form", "responsible": "Administrator", "due_date": today()}
		entry = make_interaction(tasks=[row])
		self.assertEqual((entry.open_tasks, str(entry.next_due_date)), (1, today()))
		task = frappe.get_doc("ToDo", entry.tasks[0].todo)
		self.assertEqual((task.allocated_to, task.reference_name), ("Administrator", entry.name))

		task.update({"status": "Closed"}).save()

		entry.reload()
		self.assertEqual((entry.tasks[0].status, entry.open_tasks, entry.next_due_date), ("Done", 0, None))
		with self.assertRefused("the day lies before the contact"):
			make_interaction(tasks=[{**row, "due_date": add_days(today(), -5)}])


class TestSupport(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified").name
		self.officer = make_user("officer.contacts@hub.test", "Hub Officer")

	def note(self, **values) -> str:
		values = {"topic": "Statut", "channel": "Phone Call", "doctype": "NGO", "name": self.ngo, **values}
		if values["doctype"] in ("NGO", "Stakeholder"):
			values = {"organisation_doctype": values["doctype"], "organisation": values["name"], **values}
		return note_contact(**values)["name"]

	def get_hours(self, kind: str) -> float:
		return hours_by_kind(self.ngo)[kind]

	def check(self, name: str):
		self.assertEqual(check_sources("Interaction", read_documents("Interaction", [name])), [])

	def test_a_call_that_was_support_posts_its_hours_once_and_follows_every_change(self):
		with as_user(self.officer):
			name = self.note(
				hours="0.5", support_kind="Mentoring", happened_on="2024-03-01 10:00:00", people="Ana, Bor"
			)
			self.assertEqual(self.get_hours("Mentoring"), 0.5)
			self.check(name)

			entry = frappe.get_doc("Interaction", name)
			entry.update({"hours": 0.75, "support_kind": "Counselling"}).save()
			entry.save()
			self.assertEqual((self.get_hours("Mentoring"), self.get_hours("Counselling")), (0, 0.75))
			self.check(name)

			entry.update({"support_kind": ""}).save()
			self.assertEqual(self.get_hours("Counselling"), 0)
		self.assertEqual(frappe.db.count("Support Entry", {"source_name": name}), 0)

	def test_deleting_it_reverses_its_hours(self):
		name = self.note(hours=1, support_kind="Information", happened_on="2024-03-01 10:00:00")
		frappe.delete_doc("Interaction", name)
		self.assertEqual(self.get_hours("Information"), 0)

	def test_a_call_without_support_is_a_contact_without_hours(self):
		with as_user(self.officer):
			name = self.note(
				hours=0.5, note="<b>Župan</b>\nse strinja".replace("<b>", "").replace("</b>", "")
			)
		self.assertEqual(frappe.db.count("Support Entry", {"source_name": name}), 0)
		self.assertEqual(frappe.db.get_value("Interaction", name, "hours"), 0.5)

	def test_hours_of_one_time_count_once(self):
		when = {"hours": 1, "support_kind": "Mentoring", "happened_on": "2024-03-01 10:00:00"}
		with as_user(self.officer):
			self.note(**when)
			with self.assertRefused("at this time there is support of the same NGO already"):
				self.note(**{**when, "happened_on": "2024-03-01 10:30:00"})
		session = {
			"doctype": "Mentoring Session",
			"topic": "Plan",
			"ngo": self.ngo,
			"mentor": self.officer,
			"starts_on": "2024-03-02 10:00:00",
			"hours": 1,
		}
		frappe.get_doc(session).insert()
		with as_user(self.officer), self.assertRefused("Mentoring Session"):
			self.note(**{**when, "happened_on": "2024-03-02 10:30:00"})

	def test_what_support_needs_is_asked_for_and_nothing_is_kept(self):
		stakeholder, before = make_stakeholder().name, frappe.db.count("Interaction")
		submitted = make_ngo().name
		with as_user(self.officer):
			with self.assertRefused("Topic: please write what the contact was about"):
				self.note(topic="  ")
			with self.assertRefused("choose until when the task is to be done"):
				self.note(task="Call the owner of the hall")
			with self.assertRefused("choose for which one the hours count"):
				self.note(doctype="Stakeholder", name=stakeholder, hours=1, support_kind="Mentoring")
			with self.assertRefused("support needs the time that it took", frappe.MandatoryError):
				self.note(support_kind="Mentoring")
			with self.assertRefused("at most 12 hours"):
				self.note(support_kind="Mentoring", hours=13, happened_on="2024-03-01 06:00:00")
			with self.assertRefused("support is given to verified NGOs"):
				self.note(
					name=submitted, hours=1, support_kind="Mentoring", happened_on="2024-03-01 10:00:00"
				)
		self.assertEqual(frappe.db.count("Interaction"), before)

	def test_a_coordinator_notes_contacts_but_no_support(self):
		with as_user(make_user("coordinator.contacts@hub.test", "Network Coordinator")):
			self.assertTrue(self.note())
			with self.assertRaises(frappe.PermissionError):
				self.note(hours=1, support_kind="Mentoring", happened_on="2024-03-01 10:00:00")

	def test_a_name_that_is_known_of_the_organisation_is_that_person(self):
		ana = make_person("Ana Zidar", "NGO", self.ngo).name
		name = self.note(people="ana zidar, Neznanec")

		people = frappe.get_doc("Interaction", name).people
		self.assertEqual(
			[(row.person_name, row.contact) for row in people], [("ana zidar", ana), ("Neznanec", None)]
		)
		self.assertEqual([row["name"] for row in get_people("NGO", self.ngo)], ["Ana Zidar"])

	def test_the_form_it_is_noted_from_is_what_it_was_about_unless_it_is_the_organisation(self):
		self.assertEqual(frappe.get_doc("Interaction", self.note()).about, [])
		project = {"doctype": "Field of Work", "name": "Youth"}
		name = note_contact(
			"Statut", "Phone Call", **project, organisation_doctype="NGO", organisation=self.ngo
		)["name"]
		row = frappe.get_doc("Interaction", name).about[0]
		self.assertEqual((row.subject_doctype, row.subject_name), ("Field of Work", "Youth"))

	def test_a_municipality_is_the_stakeholder_that_it_is(self):
		self.assertIsNone(get_office("Bovec"))
		office = make_stakeholder(stakeholder_type="Municipality", municipality="Bovec")
		self.assertEqual(get_office("Bovec")["name"], office.name)


class TestPermissions(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified", municipality="Brda").name
		self.town = make_stakeholder(municipality="Brda").name
		self.entry = make_interaction(organisation_doctype="NGO", organisation=self.ngo)
		self.talk = make_interaction(organisation_doctype="Stakeholder", organisation=self.town)

	def see(self, user: str) -> set[str]:
		with as_user(user):
			names = {"name": ("in", [self.entry.name, self.talk.name])}
			seen = set(frappe.get_list("Interaction", names, pluck="name", order_by="name asc"))
			for name in names["name"][1]:
				doc = frappe.get_doc("Interaction", name)
				self.assertEqual(frappe.has_permission("Interaction", "read", doc), name in seen)
		return seen

	def test_a_coordinator_sees_those_of_the_granted_municipalities(self):
		here = make_user("coordinator.here@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Brda", here)
		elsewhere = make_user("coordinator.elsewhere@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Tolmin", elsewhere)

		self.assertEqual(self.see(here), {self.entry.name, self.talk.name})
		self.assertEqual(self.see(elsewhere), set())
		with as_user(elsewhere), self.assertRaises(frappe.PermissionError):
			note_contact("Statut", "Phone Call", organisation_doctype="NGO", organisation=self.ngo)

	def test_a_mentor_sees_the_own_ones(self):
		mentor = make_user("mentor.contacts@hub.test", "Hub Mentor")
		self.assertEqual(self.see(mentor), set())
		self.entry.db_set("held_by", mentor)
		self.assertEqual(self.see(mentor), {self.entry.name})

	def test_an_auditor_reads_and_writes_nothing(self):
		auditor = make_user("auditor.contacts@hub.test", "Hub Auditor")
		self.assertEqual(self.see(auditor), {self.entry.name, self.talk.name})
		with as_user(auditor), self.assertRaises(frappe.PermissionError):
			note_contact("Statut", "Phone Call", organisation_doctype="NGO", organisation=self.ngo)

	def test_a_representative_reads_no_note_about_the_own_ngo(self):
		user = make_user("representative.contacts@ngo.test", "NGO Representative")
		ngo = frappe.get_doc("NGO", self.ngo)
		ngo.append("representatives", {"full_name": "Ana", "function": "President", "user": user})
		ngo.save()
		with as_user(user):
			self.assertFalse(frappe.has_permission("Interaction", "read"))
			self.assertFalse(frappe.has_permission("Interaction", "read", self.entry))
			with self.assertRaises(frappe.PermissionError):
				note_contact("Statut", "Phone Call", organisation_doctype="NGO", organisation=self.ngo)


class TestMessages(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified").name
		self.of_ngo = {"organisation": self.ngo}

	def test_an_email_from_the_form_stands_in_the_log_by_itself_and_once(self):
		message = make_message("NGO", self.ngo)
		message.save()

		self.assertEqual(list_entries(**self.of_ngo), [("Programme", "E-mail", "We")])
		self.assertEqual(get_contacts("NGO", self.ngo), [])

	def test_an_email_that_came_in_reached_nobody(self):
		make_message("NGO", self.ngo, sent_or_received="Received", sender="ana@ngo.test")
		self.assertEqual(
			[tuple(row) for row in list_entries(**self.of_ngo)], [("Programme", "E-mail", "They")]
		)
		rows = select_reached(doctype="NGO").run(as_dict=True)
		self.assertNotIn(self.ngo, [row.organisation for row in rows])

	def test_whatever_stands_in_subject_and_date_the_message_is_kept(self):
		make_message(
			"NGO", self.ngo, subject="<b>&lt;i&gt; Re: ＜x＞</b>", communication_date="1970-01-01 00:00:00"
		)
		make_message("NGO", self.ngo, subject="", communication_date=add_days(today(), 300))
		topics = [topic for topic, _channel, _direction in list_entries(**self.of_ngo)]
		self.assertEqual(topics, ["b i Re: x /b", "Attached"])

	def test_what_a_program_wrote_is_no_contact(self):
		make_message("NGO", self.ngo, communication_type="Automated Message")
		make_message("NGO", self.ngo, email_status="Spam")
		self.assertEqual(list_entries(**self.of_ngo), [])

	def test_the_entry_follows_its_message(self):
		other = make_ngo(stage="Verified").name
		message = make_message("NGO", self.ngo)
		message.update({"reference_name": other}).save()
		self.assertEqual(len(list_entries(**self.of_ngo)), 0)
		self.assertEqual(len(list_entries(organisation=other)), 1)

		frappe.delete_doc("Communication", message.name)
		self.assertEqual(len(list_entries(organisation=other)), 0)

	def test_an_entry_somebody_worked_on_outlives_its_message(self):
		message = make_message("NGO", self.ngo)
		entry = frappe.get_doc("Interaction", {"organisation": self.ngo})
		entry.update({"note": "They come on Monday"}).save()
		self.assertEqual(entry.communication, message.name)

		frappe.delete_doc("Communication", message.name)
		self.assertIsNone(frappe.db.get_value("Interaction", entry.name, "communication"))

	def test_mails_and_calls_of_before_the_log_are_taken_over_once(self):
		make_message("NGO", self.ngo)
		make_message("NGO", self.ngo, communication_medium="Phone", subject="Klic")
		frappe.db.delete("Interaction", self.of_ngo)

		for _turn in range(2):
			log_all_messages(at_once=1)

		channels = {(topic, channel) for topic, channel, _direction in list_entries(**self.of_ngo)}
		self.assertEqual(channels, {("Programme", "E-mail"), ("Klic", "Phone Call")})
		self.assertEqual(frappe.db.count("Interaction", self.of_ngo), 2)

	def test_an_email_from_a_record_of_the_ngo_is_one_with_the_ngo(self):
		session = frappe.get_doc(
			{
				"doctype": "Mentoring Session",
				"topic": "Plan",
				"ngo": self.ngo,
				"starts_on": "2024-03-02 10:00:00",
				"hours": 1,
			}
		).insert()
		make_message("Mentoring Session", session.name, subject="Who may open the session knows")
		self.assertEqual(list_entries(**self.of_ngo), [("Mentoring Session", "E-mail", "We")])


class TestElsewhere(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified").name
		self.entry = make_interaction(organisation_doctype="NGO", organisation=self.ngo, note="Yes & soon")

	def test_it_stands_in_the_timelines_of_organisation_place_and_person(self):
		ana = make_person("Ana Zidar", "NGO", self.ngo).name
		self.entry.append("people", {"contact": ana})
		self.entry.save()
		for doctype, name in (("NGO", self.ngo), ("Municipality", "Tolmin"), ("Contact", ana)):
			lines = get_lines(doctype, name, kind="Interaction", limit=100)["lines"]
			self.assertIn(
				("Room for rehearsals", "Visit"), [(line["title"], line["state"]) for line in lines]
			)
		self.assertIn("Yes &amp; soon", get_contacts("NGO", self.ngo)[0]["content"])
		self.assertEqual(len(get_contacts("Contact", ana)), 1)

	def test_it_goes_over_to_the_organisation_that_is_kept(self):
		kept = make_ngo(stage="Verified").name
		make_message("NGO", self.ngo).add_link("NGO", kept, autosave=True)
		self.assertEqual(frappe.db.count("Interaction", {"organisation": kept}), 1)

		merge_ngos(kept, self.ngo)

		self.assertEqual(frappe.db.get_value("Interaction", self.entry.name, "organisation"), kept)
		self.assertEqual(frappe.db.count("Interaction", {"organisation": kept, "channel": "E-mail"}), 1)
		name = frappe.db.get_value("NGO", kept, "ngo_name")
		self.assertEqual(frappe.db.get_value("Interaction", self.entry.name, "organisation_name"), name)
		with self.assertRaises(frappe.LinkValidationError):
			make_interaction(organisation_doctype="NGO", organisation=self.ngo)

	def test_it_carries_the_name_of_its_organisation_and_follows_it(self):
		ngo = frappe.get_doc("NGO", self.ngo)
		self.assertEqual(self.entry.organisation_name, ngo.ngo_name)
		ngo.ngo_name = "Društvo z novim imenom"
		ngo.save()
		name = frappe.db.get_value("Interaction", self.entry.name, "organisation_name")
		self.assertEqual(name, "Društvo z novim imenom")

	def test_people_go_after_the_time_for_which_they_are_kept(self):
		self.entry.append("people", {"person_name": "Ana Zidar"})
		self.entry.save()
		self.entry.db_set("happened_on", "2001-01-01 10:00:00")

		remove_expired()

		self.assertEqual(frappe.db.count("Interaction Person", {"parent": self.entry.name}), 0)
		self.assertTrue(frappe.db.exists("Interaction", self.entry.name))


class TestOverdueTasks(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("Interaction Task")
		self.user = make_user("followup@hub.test", "Hub Officer")
		task = {"responsible": self.user, "task": "Send the guidelines", "due_date": add_days(today(), -2)}
		self.entry = make_interaction(
			happened_on=add_to_date(now_datetime(), days=-9), tasks=[task, {**task, "task": "Call again"}]
		)

	def count_mails(self) -> int:
		return frappe.db.count("Email Queue", {"message": ("like", "%Send the guidelines%")})

	def test_who_has_them_is_reminded_of_all_in_one_message_and_once_a_week(self):
		chase_overdue_tasks()
		chase_overdue_tasks()

		self.assertEqual(self.count_mails(), 1)
		told = {"for_user": self.user, "document_type": "Interaction", "document_name": self.entry.name}
		self.assertIn(
			"Overdue tasks of contacts: 2", frappe.get_all("Notification Log", told, pluck="subject")
		)
		frappe.db.set_value("Interaction Task", {}, "chased_on", add_days(today(), -7))
		chase_overdue_tasks()
		self.assertEqual(self.count_mails(), 2)

	def test_no_form_and_no_import_says_that_somebody_was_reminded(self):
		self.entry.reload().tasks[0].chased_on = today()
		self.entry.save()
		self.assertIsNone(self.entry.reload().tasks[0].chased_on)

	def test_the_cards_count_what_they_open(self):
		with as_user(self.user):
			for card in (get_contacts_this_month(), get_overdue_follow_ups()):
				found = frappe.get_list("Interaction", card["route_options"], pluck="name", limit=0)
				self.assertEqual(card["value"], len(found))
			self.assertIn(self.entry.name, found)
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			get_overdue_follow_ups()
