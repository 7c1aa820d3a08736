# SPDX-License-Identifier: GPL-3.0-only
"""The hub's part of the set-up wizard: what `public/js/setup_wizard.js` asks becomes Hub Settings, places and bodies."""

import frappe
from frappe import _
from frappe.utils import cint

from planota_hub.files.uploads import taken_in
from planota_hub.funding.own_metrics import ready_made
from planota_hub.planota_hub.register import place_files
from planota_hub.planota_hub.register.portal_access import update_portal_role
from planota_hub.rules.countries import SLOVENIA
from planota_hub.rules.text import shown

# field of the wizard -> field of Hub Settings; `email` and `phone` of the wizard are those of the user
SETTINGS = {
	"hub_name": "hub_name",
	"operator_organisation": "operator_organisation",
	"hub_address": "address",
	"hub_phone": "phone",
	"hub_email": "email",
	"default_sender_name": "default_sender_name",
	"default_sender_email": "default_sender_email",
	"hub_logo": "logo",
	"publicity_statement": "publicity_statement",
}
# how numbers and days are written in Slovenia, where the framework takes others for granted
SLOVENE_FORMATS = {
	"number_format": "#.###,##",
	"date_format": "dd.mm.yyyy",
	"time_format": "HH:mm",
	"float_precision": "2",
	"first_day_of_the_week": "Monday",
}
FUNDERS = 3
FIRST_STEP = "Name Your Hub"
COUNCIL, DEVELOPMENT_COUNCIL = "Council of NGOs", "Regional Development Council"


@frappe.whitelist()
def get_regions(country: str) -> list[str]:
	"""Return the regions of a country that the register of places knows, for the wizard."""
	frappe.only_for("System Manager")
	return frappe.get_all("Statistical Region", {"country": country}, pluck="name", order_by="name asc")


def complete(args: dict) -> None:
	"""Hook `setup_wizard_complete`: take over what was said about the hub; nothing when it was not asked.

	Raises:
	        frappe.ValidationError: naming the field that can't be meant; the framework takes everything back then.
	"""
	if not args.get("hub_name"):
		return
	regions = take_in_places(args) or read_regions(args)
	settings = frappe.get_doc("Hub Settings")
	settings.update({field: args.get(asked) or None for asked, field in SETTINGS.items()})
	settings.set("regions", [{"statistical_region": region} for region in regions])
	settings.set("funder_logos", get_funders(args))
	settings.save(ignore_permissions=True)
	if cint(args.get("create_bodies")):
		create_bodies(regions)
	finish_first_step()
	ready_made.bring()
	if args.get("country") == SLOVENIA:
		write_as_slovenes_do()
	if args.get("email") and frappe.db.exists("User", args["email"]):
		# the framework gives the first user every role that there is
		update_portal_role(args["email"])


def take_in_places(args: dict) -> list[str]:
	"""Import the file with the places of the country, if one was chosen; return the regions in it."""
	if not args.get("places_file"):
		return []
	file = frappe.db.get_value("File", {"file_url": args["places_file"]}, "name")
	if not file:
		frappe.throw(_("Places of the Country: please choose the file once more."))
	with taken_in(file) as uploaded:
		places = place_files.read_places(place_files.read_file(uploaded), args["country"])
		place_files.create_places(places, args["country"])
	return sorted({place["statistical_region"] for place in places})


def read_regions(args: dict) -> list[str]:
	"""Return the chosen regions.

	Raises:
	        frappe.ValidationError: for one that there is not.
	"""
	chosen = frappe.parse_json(args.get("regions") or [])
	for region in chosen:
		if not frappe.db.exists("Statistical Region", region):
			frappe.throw(
				_("{0}: {1} is not a region that the hub knows.").format(_("Regions"), shown(region))
			)
	return list(chosen)


def get_funders(args: dict) -> list[dict]:
	"""Return the funders, each with its logo.

	Raises:
	        frappe.ValidationError: for one without its name or logo.
	"""
	funders = []
	for number in range(1, FUNDERS + 1):
		name, logo = args.get(f"funder_{number}"), args.get(f"funder_logo_{number}")
		if bool(name) != bool(logo):
			frappe.throw(_("Funder {0}: name and logo go together.").format(number), title=_("Please Check"))
		if name:
			funders.append({"funder_name": name, "logo": logo})
	return funders


def create_bodies(regions: list[str]) -> None:
	"""Create the bodies in which the NGOs of each region are represented, as a beginning that the hub goes on with.

	A council of the NGOs has one seat for each administrative unit; how many NGOs sit on the development council of a
	region, its act says.
	"""
	for region in regions:
		units = frappe.get_all(
			"Municipality",
			{"statistical_region": region, "administrative_unit": ("is", "set")},
			pluck="administrative_unit",
			order_by="administrative_unit asc",
		)
		seats = [{"administrative_unit": unit} for unit in dict.fromkeys(units)]
		create_body(COUNCIL, _("Council of NGOs: {0}").format(region), region, seats)
		if frappe.db.get_value("Statistical Region", region, "country") == SLOVENIA:
			create_body(
				DEVELOPMENT_COUNCIL, _("Development Council of the Region {0}").format(region), region
			)


def create_body(body_type: str, body_name: str, region: str, seats: list[dict] | None = None) -> None:
	if frappe.db.exists("Representative Body", {"body_type": body_type, "statistical_region": region}):
		return
	values = {
		"body_type": body_type,
		"body_name": body_name,
		"statistical_region": region,
		"seats": seats or [],
	}
	frappe.get_doc({"doctype": "Representative Body", **values}).insert(ignore_permissions=True)


def write_as_slovenes_do() -> None:
	settings = frappe.get_doc("System Settings")
	settings.update(SLOVENE_FORMATS)
	settings.save(ignore_permissions=True)


def finish_first_step() -> None:
	"""The onboarding goes on where the wizard ends: the hub has its name."""
	if frappe.db.exists("Onboarding Step", FIRST_STEP):
		frappe.db.set_value("Onboarding Step", FIRST_STEP, "is_complete", 1)
