# SPDX-License-Identifier: GPL-3.0-only
"""The Desk as its users know it: every kind of page, without an error in the console or a failed request."""

import re

import frappe
import pytest
from frappe import _
from playwright.sync_api import expect

from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.places import point

ADMINISTRATOR, OFFICER, COORDINATOR = "Administrator", "officer@browser.test", "coordinator@browser.test"

# page, what is on it, and what that says
PAGES = {
	"desk home": ("desk", "body", "Planota Hub"),
	"workspace": ("desk/planota-hub", ".layout-main", "Verified NGOs by Municipality"),
	"list": ("desk/ngo", ".list-row-container", "Planinsko društvo Krn"),
	"Report Builder": ("desk/ngo/view/report", ".dt-scrollable", "Planinsko društvo Krn"),
	"script report": ("desk/query-report/NGO Register Overview", ".dt-scrollable", "Ajdovščina"),
	"report of the Report Builder": ("desk/ngo/view/report/NGO Contact List", ".dt-scrollable", "Krn"),
	"kanban": ("desk/ngo/view/kanban/NGO Verification", ".kanban", "Planinsko društvo Krn"),
	"calendar": ("desk/event/view/calendar/default", ".fc-event", "Zbor društev"),
	"map": ("desk/municipality/view/map", ".map-view-container", "Leaflet"),
	"dashboard": ("desk/dashboard-view/Planota Hub", ".dashboard-graph", "NGOs by Field of Work"),
	"e-mail queue": ("desk/email-queue", ".list-row-container", "Not Sent"),
	"single": ("desk/hub-settings", ".form-layout", "Hub Name"),
	"master": ("desk/municipality/Tolmin", ".form-layout", "Administrative Unit"),
}


@pytest.mark.parametrize("path, place, text", PAGES.values(), ids=PAGES)
def test_page_opens_without_an_error(visit, path, place, text):
	page = visit(ADMINISTRATOR).open(path)

	expect(page.locator(place).filter(has_text=text).first).to_be_visible()


def test_a_loop_of_a_template_is_drawn_whatever_the_framework_calls_its_counters(visit):
	page = visit(ADMINISTRATOR).open("desk/todo")

	drawn = page.evaluate(
		"""() => {
			frappe.utils.get_random = () => "for";
			return frappe.render("{% for row in rows %}{{ row.name }}{% endfor %}", { rows: [{ name: "a" }, { name: "b" }] });
		}"""
	)

	assert drawn == "ab"


def test_log_in_leads_to_the_desk(visit, password):
	page = visit().open("login")

	page.fill("#login_email", OFFICER)
	page.fill("#login_password", password)
	page.click(".form-login .btn-login")

	page.wait_for_url(re.compile("/desk"))
	expect(page.get_by_text("Planota Hub").first).to_be_visible()


def test_form_is_filled_saved_and_changed(visit, eventually):
	visitor = visit(OFFICER)
	page = visitor.open("desk/ngo/new")

	visitor.fill("ngo_name", "Čebelarsko društvo Bovec")
	visitor.select("legal_form", "Association")
	visitor.choose("municipality", "Bovec")
	visitor.field("founded_on").locator("input").press_sequentially("12.03.1998")
	press_slowly(page, page.get_by_role("button", name="Save", exact=True))
	page.wait_for_url(re.compile(r"/ngo/NGO-\d+"))
	visitor.settle()
	visitor.fill("short_name", "ČD Bovec")
	page.keyboard.press("Control+s")

	saved = eventually(lambda: find("NGO", ngo_name="Čebelarsko društvo Bovec", short_name="ČD Bovec"))
	assert saved.administrative_unit == "Tolmin"


def press_slowly(page, button):
	"""As a hand does, which leaves the field by it: between going down and up the form draws its head anew."""
	place = button.bounding_box()
	page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
	page.mouse.down()
	page.wait_for_function("cur_frm.doc.founded_on")
	page.mouse.up()


def test_workflow_button_verifies_an_ngo(visit, eventually):
	ngo = find("NGO", ngo_name="Društvo upokojencev Čepovan")
	visitor = visit(OFFICER)
	page = visitor.open(f"desk/ngo/{ngo.name}")

	page.get_by_role("button", name="Actions").click()
	page.get_by_role("link", name="Verify").click()

	expect(page.locator(".title-area:visible").get_by_text("Verified")).to_be_visible()
	assert find("NGO", name=ngo.name).verified_by == OFFICER


def test_print_view_shows_the_record_and_makes_a_pdf(visit):
	ngo = find("NGO", ngo_name="Planinsko društvo Krn")
	page = visit(OFFICER).open(f"desk/print/NGO/{ngo.name}")

	expect(
		page.frame_locator("iframe.print-format-container").get_by_text(ngo.ngo_name).first
	).to_be_visible()
	pdf = page.request.get(
		"/api/method/frappe.utils.print_format.download_pdf", params={"doctype": "NGO", "name": ngo.name}
	)
	assert pdf.body().startswith(b"%PDF")


def test_desk_speaks_slovene(visit):
	ngo = find("NGO", ngo_name="Planinsko društvo Krn")
	visitor = visit("slovene@browser.test", locale="sl-SI")
	page = visitor.open("desk/planota-hub")

	expect(page.get_by_text(_("Verified NGOs", "sl"), exact=True).first).to_be_visible()
	page = visitor.open(f"desk/ngo/{ngo.name}")
	expect(page.locator(".title-area:visible").get_by_text(_("Verified", "sl"))).to_be_visible()
	visitor.fill("short_name", "PD Krn")
	page.get_by_role("button", name=_("Save", "sl"), exact=True).click()
	expect(page.get_by_text(_("Saved", "sl")).first).to_be_visible()
	# so does a field with suggestions to a screen reader
	visitor.field("municipality").locator("input").focus()
	suggested = _("Begin typing for results.", "sl")
	expect(visitor.field("municipality").get_by_role("status")).to_have_text(suggested)


def test_the_history_of_a_record_is_in_the_language_of_its_reader(visit):
	ngo = find("NGO", ngo_name="Planinsko društvo Krn")
	before = ngo.legal_form
	for legal_form in ("Foundation", before):
		ngo.update({"legal_form": legal_form}).save(ignore_version=False)
	frappe.db.commit()

	page = visit("slovene@browser.test", locale="sl-SI").open(f"desk/ngo/{ngo.name}")

	history = page.locator(".new-timeline:visible")
	for legal_form in ("Foundation", before):
		expect(history).to_contain_text(_(legal_form, "sl"))
		expect(history).not_to_contain_text(legal_form)


def test_file_is_attached_to_a_record(visit, eventually):
	ngo = find("NGO", ngo_name="Planinsko društvo Krn")
	visitor = visit(OFFICER)
	page = visitor.open(f"desk/ngo/{ngo.name}")

	page.locator(".form-attachments .add-attachment-btn").click()
	visitor.upload("statut.txt", "Statut društva")

	expect(page.locator(".form-attachments")).to_contain_text("statut.txt")
	assert eventually(lambda: find("File", attached_to_name=ngo.name, file_name="statut.txt"))


def test_import_brings_the_rows_of_a_file(visit, eventually):
	label = frappe.get_meta("Field of Work").get_label("field_name")
	visitor = visit(ADMINISTRATOR)
	page = visitor.open("desk/data-import/new")

	visitor.choose("reference_doctype", "Field of Work")
	visitor.select("import_type", "Insert New Records")
	page.keyboard.press("Control+s")
	page.wait_for_url(re.compile("/data-import/(?!new)"))
	visitor.settle()
	visitor.field("import_file").get_by_role("button", name="Attach").click()
	visitor.upload("fields.csv", f"{label},Description\nČebelarstvo,Čebele in med\nJamarstvo,Jame\n")
	page.get_by_role("button", name="Start Import").click()

	assert eventually(
		lambda: find("Field of Work", name="Čebelarstvo") and find("Field of Work", name="Jamarstvo")
	)
	# the form sees by itself that it has ended
	expect(page.locator(".page-head").get_by_text("Success", exact=True)).to_be_visible()


def test_officer_whose_rows_are_all_refused_reads_why_and_nothing_else(visit):
	visitor = visit(OFFICER)
	page = visitor.open("desk/data-import/new?reference_doctype=NGO&import_type=Insert New Records")
	page.keyboard.press("Control+s")
	page.wait_for_url(re.compile("/data-import/(?!new)"))
	visitor.settle()
	visitor.field("import_file").get_by_role("button", name="Attach").click()
	visitor.upload("clubs.csv", "Ime društva;Oblika;Občina\nPrvo;klub;Tolmin\n")
	page.get_by_role("button", name="Start Import").click()

	expect(page.locator(".page-head").get_by_text("Error", exact=True)).to_be_visible()
	visitor.settle()
	expect(visitor.field("import_log_preview")).to_contain_text("klub")
	expect(page.get_by_text("Insufficient Permission")).to_be_hidden()


def test_view_that_comes_with_the_hub_shows_the_stage_once_and_is_not_one_to_save(visit, eventually):
	page = visit(ADMINISTRATOR).open("desk/ngo/view/report/NGO Contact List")
	expect(page.locator(".dt-scrollable").filter(has_text="Krn").first).to_be_visible()
	heads = page.locator(".dt-row-header .dt-cell__content").all_inner_texts()
	assert [head.strip() for head in heads].count("Stage") == 1
	assert "Status" not in [head.strip() for head in heads]
	expect(page.locator(".page-head").get_by_text("Not Saved")).to_be_hidden()

	page.evaluate("cur_list.filter_area.add([['NGO', 'municipality', '=', 'Tolmin']])")

	expect(page.locator(".page-head").get_by_text("Not Saved")).to_be_visible()


def test_global_search_finds_an_ngo(visit):
	visitor = visit(OFFICER)
	page = visitor.open("desk")

	page.keyboard.press("Control+k")
	visitor.dialogue().locator("input").press_sequentially("Planinsko")
	page.get_by_role("link", name="Search for Planinsko").click()

	expect(page.locator(".search-results, .modal").get_by_text("Planinsko društvo Krn").first).to_be_visible()


def test_map_shows_every_record_of_the_filter_and_what_state_it_is_in(visit, eventually):
	places = {"Tolmin": (46.18, 13.73), "Bovec": (46.34, 13.55)}
	shown = frappe.get_all(
		"NGO", {"municipality": ("in", list(places))}, ["name", "municipality", "location"]
	)
	for ngo in shown:
		frappe.db.set_value("NGO", ngo.name, "location", point(*places[ngo.municipality]))
	frappe.db.commit()
	filters = '?municipality=["in","Tolmin,Bovec"]'

	page = visit(ADMINISTRATOR).open(f"desk/ngo/view/map{filters}")

	legend = page.locator(".hub-map-legend")
	expect(legend).to_contain_text("Verified")
	assert sum(map(int, re.findall(r": (\d+)", legend.inner_text()))) == len(shown)
	circles = page.locator(".hub-map-circle")
	assert sum(int(number or 1) for number in circles.all_inner_texts()) == len(shown)


def test_empty_location_opens_at_the_municipality(visit, eventually):
	frappe.db.set_value("Municipality", "Tolmin", "location", point(46.18, 13.73))
	frappe.db.commit()
	visitor = visit(OFFICER)
	page = visitor.open("desk/ngo/new")

	visitor.choose("municipality", "Tolmin")

	centre = "() => { const { lat, lng } = cur_frm.fields_dict.location.map.getCenter(); return [lat, lng] }"
	latitude, longitude = eventually(lambda: near(page.evaluate(centre), (46.18, 13.73)))
	assert (round(latitude, 1), round(longitude, 1)) == (46.2, 13.7)


def near(position: list[float], place: tuple[float, float]) -> list[float] | None:
	"""The position if it is within some hundred metres of a place, None until then."""
	return (
		position if max(abs(one - other) for one, other in zip(position, place, strict=True)) < 0.01 else None
	)


def test_chart_whose_page_is_left_before_its_figures_come_is_whole_when_it_is_shown(visit):
	page = visit(OFFICER).open("desk/ngo")
	page.evaluate("""() => {
		$("<div id='left' style='display: none'><div></div></div>").appendTo(".page-container:visible .layout-main");
		const data = {labels: ["Bovec", "Tolmin"], datasets: [{values: [2, 3]}]};
		new frappe.Chart("#left > div", {type: "bar", height: 200, data});
		new frappe.Chart(document.createElement("div"), {type: "bar", height: 200, data});
	}""")
	expect(page.locator("#left rect")).to_have_count(2)

	page.evaluate("$('#left').show()")

	width = page.evaluate("$('#left > div').width()")
	expect(page.locator("#left svg")).to_have_attribute("width", re.compile(rf"^{width:.0f}(\.\d+)?$"))


def test_every_column_of_a_list_is_in_sight_and_days_are_whole(visit, eventually):
	make_meeting(subject=f"A meeting about {'many things, ' * 7}and more")
	frappe.db.commit()
	page = visit(OFFICER).open("desk/hub-meeting")
	row = page.locator(".list-row-container .list-row").first
	columns, end = row.locator(".level-left > .list-row-col:visible"), row.locator(".level-right")

	def is_in_sight() -> bool:
		last = columns.last.bounding_box()
		return last["x"] + last["width"] <= end.bounding_box()["x"] + 1

	expect(row).to_be_visible()
	assert eventually(is_in_sight)
	assert columns.count() == 6
	day = columns.nth(2).locator("a")
	assert day.evaluate("day => day.scrollWidth <= day.clientWidth")


def test_the_button_that_adds_a_record_is_whole_however_long_its_name(visit):
	page = visit(OFFICER).open("desk/ngo-support-request")
	button = page.locator(".primary-action:visible")
	expect(button).to_be_visible()

	button.locator("span").last.evaluate(
		"label => (label.textContent = 'Dodaj: Predlog spremembe javne politike')"
	)

	box = button.bounding_box()
	assert box["x"] + box["width"] <= page.viewport_size["width"]


def test_days_and_names_in_a_table_of_a_form_are_whole(visit, eventually):
	statuses = [{"act_number": "093-50/2024", "granted_on": "2024-12-28", "valid_until": "2029-12-28"}]
	ngo = make_ngo(municipality="Ajdovščina", public_interest_statuses=statuses)
	frappe.db.commit()
	visitor = visit(OFFICER)
	page = visitor.open(f"desk/ngo/{ngo.name}")

	visitor.open_tab("Work")

	row = page.locator("[data-fieldname='public_interest_statuses']:visible .grid-body .data-row").first
	for fieldname in ("act_number", "granted_on", "valid_until"):
		cell = row.locator(f"[data-fieldname='{fieldname}'] .static-area")
		assert eventually(lambda cell=cell: cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth"))


def test_meeting_added_to_a_network_is_its_own_and_begins_when_it_was_typed_in_slovene(visit, eventually):
	network = make_network()
	frappe.db.commit()
	visitor = visit("slovene@browser.test", locale="sl-SI")
	page = visitor.open(f"desk/local-network/{network.name}")
	visitor.open_tab(_("Connections", "sl"))
	page.locator(".document-link[data-doctype='Hub Meeting'] .btn-new:visible").click()
	expect(visitor.field("starts_on")).to_be_visible()

	for typed, kept in {
		"18. 12. 2026 17:30": "2026-12-18 17:30:00",
		"9.1.2027 8:05": "2027-01-09 08:05:00",
	}.items():
		visitor.fill("starts_on", typed)
		assert eventually(lambda kept=kept: page.evaluate("cur_frm.doc.starts_on") == kept), typed
	visitor.field("starts_on").locator("input").click()
	expect(page.locator(".datepicker.active")).to_be_visible()
	expect(visitor.field("starts_on").locator("input")).not_to_have_value("")
	assert page.evaluate("cur_frm.doc.meeting_of") == network.name


def test_user_permission_limits_list_and_form(visit):
	visitor = visit(COORDINATOR)
	page = visitor.open("desk/ngo")

	of_tolmin = frappe.db.count("NGO", {"municipality": "Tolmin", "stage": "Verified"})
	expect(page.locator(".list-row-checkbox")).to_have_count(of_tolmin)
	expect(page.locator(".result")).to_contain_text("Planinsko društvo Krn")
	expect(page.locator(".result")).not_to_contain_text("Kulturno društvo Vrtovin")
	elsewhere = find("NGO", ngo_name="Kulturno društvo Vrtovin").name
	assert page.request.get(f"/api/resource/NGO/{elsewhere}").status == 403


def find(doctype, **filters):
	"""The record as the server has stored it by now."""
	name = frappe.db.get_value(doctype, filters)
	return frappe.get_doc(doctype, name) if name else None
