# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import client
from frappe.utils import add_days, today

from planota_hub.local_networks.networks.health import get_health, refresh_all_networks
from planota_hub.local_networks.networks.membership import get_current_members, is_member
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, as_user, make_user

COORDINATOR = "coordinator@networks.test"


def make_network(**overrides):
	"""Create a network of Tolmin without members, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": "Local Network",
			"network_name": f"Mreža {frappe.generate_hash(length=10)}",
			"municipalities": [{"municipality": "Tolmin"}],
			**overrides,
		}
	).insert()


def make_member(member=None, **overrides) -> dict:
	"""Return a row for `make_network`: a verified NGO that is a member today."""
	member = member or make_ngo(stage="Verified")
	return {"member_type": member.doctype, "member": member.name, **overrides}


class TestMembers(HubTestCase):
	def test_who_is_a_member_today_follows_from_the_dates(self):
		yesterday, tomorrow = add_days(today(), -1), add_days(today(), 1)
		terms = {(None, None): 1, (today(), today()): 1, (None, yesterday): 0, (tomorrow, None): 0}
		rows = [make_member(from_date=begin, to_date=end) for begin, end in terms]

		network = make_network(members=rows)

		self.assertEqual([row.is_current for row in network.members], list(terms.values()))
		self.assertEqual(
			[row.member for row in get_current_members([network.name])], [row["member"] for row in rows[:2]]
		)

	def test_ngos_and_stakeholders_can_be_members(self):
		stakeholder = make_stakeholder()
		network = make_network(members=[make_member(), make_member(stakeholder)])

		self.assertTrue(is_member(network.name, "Stakeholder", stakeholder.name))
		self.assertFalse(is_member(network.name, "NGO", stakeholder.name))

	def test_a_member_who_left_can_come_back(self):
		ngo = make_ngo(stage="Verified")
		first = make_member(ngo, from_date="2020-01-01", to_date="2021-12-31")

		network = make_network(members=[make_member(ngo, from_date="2022-01-01"), first])

		self.assertEqual([row.is_current for row in network.members], [1, 0])

	def test_two_terms_at_the_same_time_are_refused(self):
		ngo = make_ngo(stage="Verified")
		for first in (make_member(ngo), make_member(ngo, from_date="2020-01-01", to_date="2022-01-01")):
			with self.assertRefused(f"{ngo.ngo_name} is already a member at that time."):
				make_network(members=[first, make_member(ngo, from_date="2022-01-01")])

	def test_a_term_that_ends_before_it_begins_is_refused(self):
		with self.assertRefused("Members, row 1, To: the last day must not be before the first."):
			make_network(members=[make_member(from_date="2022-01-02", to_date="2022-01-01")])

	def test_an_ngo_that_is_not_verified_can_not_join(self):
		with self.assertRefused("Members, row 1, Member: this organisation is not verified."):
			make_network(members=[make_member(make_ngo())])

	def test_a_member_that_is_not_in_the_register_is_refused(self):
		with self.assertRaises(frappe.LinkValidationError):
			make_network(members=[{"member_type": "NGO", "member": "NGO-99999"}])

	def test_members_follow_a_merged_ngo(self):
		ngo, other = make_ngo(stage="Verified"), make_ngo(stage="Verified")
		network = make_network(members=[make_member(ngo)])

		frappe.rename_doc("NGO", ngo.name, other.name, merge=True, force=True)

		self.assertTrue(is_member(network.name, "NGO", other.name))


class TestNetworkRules(HubTestCase):
	def test_a_name_is_there_once(self):
		network = make_network()
		with self.assertRaises(frappe.UniqueValidationError):
			make_network(network_name=network.network_name)

	def test_a_municipality_is_named_once(self):
		with self.assertRefused("Municipalities: Tolmin is there twice."):
			make_network(municipalities=[{"municipality": "Tolmin"}] * 2)

	def test_the_end_is_not_before_the_beginning(self):
		with self.assertRefused("Closed On: the network can't be closed before it was founded."):
			make_network(founded_on="2020-02-02", closed_on="2020-02-01")

	def test_markup_is_refused(self):
		for fieldname in ("network_name", "purpose"):
			with self.subTest(fieldname), self.assertRefused("please write plain text"):
				make_network(**{fieldname: "<img src=x>"})


class TestFigures(HubTestCase):
	def test_share_counts_the_verified_ngos_of_the_place(self):
		place = make_municipality().name
		joined, _other, outsider = (
			make_ngo(stage="Verified", municipality=place),
			make_ngo(stage="Verified", municipality=place),
			make_ngo(stage="Verified"),
		)
		make_ngo(municipality=place)

		network = make_network(
			municipalities=[{"municipality": place}],
			members=[make_member(joined), make_member(outsider), make_member(make_stakeholder())],
		)

		self.assertEqual((network.current_members, network.ngo_share), (3, 50))

	def test_a_place_without_ngos_has_no_share(self):
		self.assertEqual(
			make_network(municipalities=[{"municipality": make_municipality().name}]).ngo_share, 0
		)

	def test_the_nightly_job_follows_the_calendar_and_changes_nothing_the_second_time(self):
		network = make_network(members=[make_member()])
		frappe.db.set_value(
			"Local Network Member", {"parent": network.name}, "to_date", add_days(today(), -1)
		)

		for _run in range(2):
			refresh_all_networks()
			network.reload()
			self.assertEqual(network.current_members, 0)
			self.assertEqual(network.members[0].is_current, 0)

	def test_figures_of_a_network_without_anything_are_zero(self):
		name = make_network(municipalities=[{"municipality": make_municipality().name}]).name

		self.assertEqual(get_health([name])[name]["current_members"], 0)


class TestCoordinators(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(COORDINATOR, "Network Coordinator")

	def get_rights(self, user: str = COORDINATOR) -> list[str]:
		return frappe.get_all(
			"User Permission",
			{"user": user, "allow": "Municipality"},
			pluck="for_value",
			order_by="for_value asc",
		)

	def sees(self, user: str, network) -> tuple[bool, bool]:
		with as_user(user):
			try:
				listed = bool(frappe.get_list("Local Network", {"name": network.name}, pluck="name"))
			except frappe.PermissionError:
				listed = False
			return listed, bool(frappe.has_permission("Local Network", "read", network.name))

	def test_the_coordinator_is_let_into_the_municipalities_and_the_former_one_out(self):
		places = [{"municipality": "Bovec"}, {"municipality": "Kobarid"}]
		network = make_network(coordinator=COORDINATOR, municipalities=places)
		make_network(coordinator=COORDINATOR, municipalities=places[:1])
		self.assertEqual(self.get_rights(), ["Bovec", "Kobarid"])

		network.coordinator = make_user("second@networks.test", "Network Coordinator")
		network.save()

		self.assertEqual(self.get_rights(), ["Bovec"])
		self.assertEqual(self.get_rights("second@networks.test"), ["Bovec", "Kobarid"])

	def test_staff_who_coordinate_keep_their_sight_of_everything(self):
		officer = make_user("officer@networks.test", "Hub Officer")
		make_network(coordinator=officer)

		self.assertEqual(self.get_rights(officer), [])

	def test_only_staff_and_coordinators_coordinate(self):
		mentor = make_user("mentor@networks.test", "Hub Mentor")
		with self.assertRefused("Coordinator: mentor@networks.test does not have the role"):
			make_network(coordinator=mentor)

	def test_a_coordinator_sees_the_own_networks_only(self):
		own = make_network(coordinator=COORDINATOR, municipalities=[{"municipality": "Bovec"}])
		other = make_network(municipalities=[{"municipality": "Idrija"}])

		self.assertEqual(self.sees(COORDINATOR, own), (True, True))
		self.assertEqual(self.sees(COORDINATOR, other), (False, False))

	def test_a_coordinator_edits_members_and_not_what_opens_records(self):
		network = make_network(coordinator=COORDINATOR, municipalities=[{"municipality": "Bovec"}])
		member = make_member(make_stakeholder())
		with as_user(COORDINATOR):
			network.append("members", member)
			network.save()
			for change in (
				{"network_name": "Moja"},
				{"coordinator": None},
				{"municipalities": [{"municipality": "Bovec"}, {"municipality": "Idrija"}]},
				{"closed_on": today()},
			):
				network.reload()
				network.update(change)
				with self.subTest(change), self.assertRefused("only the staff", frappe.PermissionError):
					network.save()
			with self.assertRaises(frappe.PermissionError):
				make_network()

	def test_others_see_networks_by_their_role(self):
		user = make_user("rep@networks.test")
		ngo = make_represented_ngo(user)
		own, other = make_network(members=[make_member(ngo)]), make_network()
		former = make_network(members=[make_member(ngo, to_date=add_days(today(), -1))])

		self.assertEqual(self.sees(user, own), (True, True))
		for network in (other, former):
			self.assertEqual(self.sees(user, network), (False, False))
		for role, expected in {"Hub Mentor": True, "Hub Auditor": True, "Hub Officer": True}.items():
			seen = self.sees(make_user(f"{frappe.scrub(role)}@networks.test", role), other)
			self.assertEqual(seen, (expected, expected), role)
		self.assertEqual(self.sees("Guest", other), (False, False))

	def test_the_address_of_a_member_is_not_for_the_other_members(self):
		representative = make_user("ana@networks.test", "NGO Representative")
		person = {"contact_person": "Bor Kos", "email": "bor@networks.test", "phone": "05 111 22 33"}
		own = make_member(make_represented_ngo(representative))
		network = make_network(members=[make_member(**person), own])
		for user, expected in {
			representative: ("Bor Kos", None, None),
			make_user("mentor@networks.test", "Hub Mentor"): tuple(person.values()),
		}.items():
			with as_user(user):
				row = client.get("Local Network", network.name)["members"][0]
			self.assertEqual(tuple(row.get(field) for field in person), expected, user)

	def test_members_are_seen_with_their_network(self):
		user = make_user("rep@networks.test")
		own = make_network(members=[make_member(make_represented_ngo(user))])
		make_network(members=[make_member()])

		with as_user(user):
			parents = frappe.get_list("Local Network Member", parent_doctype="Local Network", pluck="parent")
		self.assertEqual(parents, [own.name])
