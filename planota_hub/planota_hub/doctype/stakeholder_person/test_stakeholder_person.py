# SPDX-License-Identifier: GPL-3.0-only
"""People who speak for stakeholders: their terms, their answers, their Contacts, and whom a briefing reaches."""

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.personal_data.retention import remove_expired
from planota_hub.planota_hub.briefings.audience import NO_CONSENT, find_audience
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.planota_hub.register.people import get_organisations
from planota_hub.planota_hub.register.person_records import get_everything
from planota_hub.planota_hub.register.stakeholder_people import (
	PERSON,
	take_over_contacts,
	update_current_people,
)
from planota_hub.planota_hub.work_done.head import get_head
from planota_hub.tests.compat import HubTestCase


def make_person(**overrides) -> dict:
	"""Return a row for `make_stakeholder`: a mayor whose term lasts."""
	return {
		"full_name": "Ana Novak",
		"function": "Županja",
		"email": "ana@mayor.test",
		"phone": "05 111 22 33",
		"from_date": "2022-12-01",
		**overrides,
	}


def make_municipality_body(*people: dict, **overrides):
	return make_stakeholder(stakeholder_type="Municipality", people=list(people), **overrides)


def make_linked_contact(name: str, stakeholder: str, **values):
	"""Create a Contact that somebody ties to a stakeholder by its form."""
	contact = frappe.get_doc({"doctype": "Contact", "first_name": name, **values})
	contact.append("links", {"link_doctype": "Stakeholder", "link_name": stakeholder})
	return contact.insert()


def get_people_of(stakeholder) -> list[str]:
	head = get_head("Stakeholder", stakeholder.name)
	return [person["name"] for person in head["people"][1:]]


class TestTerms(HubTestCase):
	def test_who_is_in_office_follows_from_the_dates(self):
		body = make_municipality_body(
			make_person(to_date=add_days(today(), -1), is_current=1),
			make_person(full_name="Bor Kos", email="bor@mayor.test", from_date=today()),
			make_person(full_name="Cene Leban", email="cene@mayor.test", from_date=add_days(today(), 1)),
		)

		self.assertEqual([row.is_current for row in body.people], [0, 1, 0])

	def test_a_term_does_not_end_before_it_begins_and_addresses_are_addresses(self):
		with self.assertRefused("ends before it begins"):
			make_municipality_body(make_person(to_date="2020-01-01"))
		with self.assertRefused("is not a phone number"):
			make_municipality_body(make_person(phone="tomorrow"))

	def test_nobody_holds_one_function_twice_at_once(self):
		with self.assertRefused("stands twice in the same function"):
			make_municipality_body(make_person(), make_person(full_name="NOVAK Ana", function="županja"))
		make_municipality_body(
			make_person(from_date="2018-12-01", to_date="2022-11-30"),
			make_person(function="Poslanka"),
			make_person(),
		)

	def test_an_answer_has_its_day_and_is_not_of_the_future(self):
		asked, unasked = make_municipality_body(
			make_person(information="Agrees"),
			make_person(full_name="Bor Kos", email="bor@mayor.test", information_on="2020-01-01"),
		).people

		self.assertEqual((asked.information_on, unasked.information_on), (today(), None))
		with self.assertRefused("lies in the future"):
			make_municipality_body(make_person(information="Declines", information_on=add_days(today(), 1)))


class TestContacts(HubTestCase):
	def test_everybody_in_office_has_a_contact_and_who_leaves_loses_the_link(self):
		body = make_municipality_body(make_person())
		ana = body.people[0].contact
		self.assertEqual(frappe.db.get_value("Contact", ana, "designation"), "Županja")
		self.assertEqual(get_organisations([ana]), {ana: [body.stakeholder_name]})

		body.people[0].to_date = add_days(today(), -1)
		body.append("people", make_person(full_name="Bor Kos", email="bor@mayor.test", from_date=today()))
		body.save()

		self.assertFalse(frappe.db.exists("Contact", ana))
		self.assertEqual([row.full_name for row in body.reload().people], ["Ana Novak", "Bor Kos"])
		self.assertEqual(get_people_of(body), ["Bor Kos"])

	def test_a_contact_that_something_else_names_stays(self):
		body = make_municipality_body(make_person())
		ana = body.people[0].contact
		frappe.get_doc(
			{
				"doctype": "Interaction",
				"topic": "Hall",
				"happened_on": f"{add_days(today(), -3)} 10:00:00",
				"organisation_doctype": "Stakeholder",
				"organisation": body.name,
				"people": [{"contact": ana, "person_name": "Ana Novak"}],
			}
		).insert()

		body.people[0].to_date = add_days(today(), -1)
		body.save()

		self.assertTrue(frappe.db.exists("Contact", ana))
		self.assertEqual(get_organisations([ana]), {})

	def test_one_contact_holds_the_offices_of_a_person_in_ngos_and_stakeholders(self):
		body = make_municipality_body(make_person())
		representative = {"full_name": "Ana Novak", "function": "President", "email": "ana@mayor.test"}
		ngo = make_ngo(stage="Verified", representatives=[representative])

		contact = frappe.get_doc("Contact", body.people[0].contact)
		self.assertEqual(ngo.reload().representatives[0].contact, contact.name)
		self.assertEqual(contact.designation, "Županja, President")

		body.set("people", [])
		body.save()

		contact.reload()
		self.assertEqual(contact.designation, "President")
		self.assertEqual([row.link_doctype for row in contact.links], ["NGO"])

	def test_a_new_day_lets_contacts_follow(self):
		body = make_municipality_body(
			make_person(),
			make_person(full_name="Bor Kos", email="bor@mayor.test", from_date=add_days(today(), 1)),
		)
		ana, bor = body.people
		frappe.db.set_value(PERSON, ana.name, "to_date", add_days(today(), -1))
		frappe.db.set_value(PERSON, bor.name, "from_date", today())

		update_current_people()

		body.reload()
		self.assertEqual([bool(row.contact) for row in body.people], [False, True])
		self.assertEqual([row.is_current for row in body.people], [0, 1])

	def test_a_deleted_stakeholder_takes_its_contacts_along(self):
		body = make_municipality_body(make_person())
		contact = body.people[0].contact

		frappe.delete_doc("Stakeholder", body.name)

		self.assertFalse(frappe.db.exists("Contact", contact))


class TestBriefings(HubTestCase):
	def audience(self, body, role=None):
		chosen = {"recipient_type": "Those Chosen", "chosen_type": "Stakeholder", "chosen": body.name}
		return find_audience([{**chosen, "role": role}])

	def test_a_function_reaches_the_present_one(self):
		body = make_municipality_body(
			make_person(function="Mayor", to_date=add_days(today(), -1)),
			make_person(full_name="Bor Kos", function="Mayor", email="bor@mayor.test", from_date=today()),
		)

		for role in ("Mayor", "Anybody Named"):
			addressees = self.audience(body, role).addressees
			self.assertEqual([one.email for one in addressees], ["bor@mayor.test"])

	def test_who_declined_is_left_out_and_not_asked_first(self):
		body = make_municipality_body(
			make_person(function="Mayor", information="Declines"),
			make_person(full_name="Bor Kos", function="Tajnik", email="bor@mayor.test"),
		)

		mayor = self.audience(body, "Mayor")
		self.assertEqual(
			[(one.email, reason) for one, reason in mayor.left_out], [("ana@mayor.test", NO_CONSENT)]
		)
		self.assertEqual([one.email for one in self.audience(body).addressees], ["bor@mayor.test"])

	def test_a_contact_beside_the_table_is_reached_as_before(self):
		body = make_municipality_body()
		contact = make_linked_contact("Bor", body.name, designation="Mayor")
		contact.append("email_ids", {"email_id": "bor@mayor.test", "is_primary": 1})
		contact.save()

		self.assertEqual([one.email for one in self.audience(body, "Mayor").addressees], ["bor@mayor.test"])


class TestOtherPaths(HubTestCase):
	def test_the_page_of_a_person_tells_of_function_term_and_answer(self):
		body = make_municipality_body(make_person(information="Agrees", information_on="2023-02-14"))

		groups = get_everything(body.people[0].contact)["groups"]

		(entry,) = (group["entries"][0] for group in groups if group["doctype"] == "Stakeholder")
		self.assertEqual(
			(entry["title"], entry["role"], entry["since"]),
			(body.stakeholder_name, "People: Županja", getdate("2022-12-01")),
		)
		self.assertIn("Agrees", entry["consent"])

	def test_contacts_of_before_stand_in_the_table_once(self):
		body = make_municipality_body()
		contact = make_linked_contact("Bor", body.name, designation="Župan", last_name="Kos")
		contact.db_set("phone", "after ten")

		self.assertEqual(take_over_contacts([body.name]), 1)
		self.assertEqual(take_over_contacts([body.name]), 0)

		(row,) = body.reload().people
		self.assertEqual(
			(row.full_name, row.function, row.contact, row.is_current), ("Bor Kos", "Župan", contact.name, 1)
		)
		body.save()
		self.assertEqual(body.people[0].contact, contact.name)

	def test_people_of_two_that_are_one_stand_together(self):
		kept = make_municipality_body(make_person())
		merged = make_municipality_body(
			make_person(phone=None), make_person(full_name="Bor Kos", email="bor@mayor.test")
		)

		merge_records("Stakeholder", kept.name, merged.name)

		self.assertEqual([row.full_name for row in kept.reload().people], ["Ana Novak", "Bor Kos"])
		self.assertEqual(get_people_of(kept), ["Ana Novak", "Bor Kos"])

	def test_who_left_goes_when_the_retention_is_over(self):
		change_settings(retention_months=12)
		body = make_municipality_body(
			make_person(from_date="2014-12-01", to_date="2018-11-30"),
			make_person(full_name="Bor Kos", email="bor@mayor.test", from_date="2018-12-01"),
		)

		remove_expired([PERSON])

		self.assertEqual([row.full_name for row in body.reload().people], ["Bor Kos"])
		self.assertEqual(getdate(body.people[0].from_date), getdate("2018-12-01"))
