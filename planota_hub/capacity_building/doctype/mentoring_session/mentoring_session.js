// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Mentoring Session", {
	setup(frm) {
		frm.set_query("ngo", () => ({ filters: { stage: "Verified" } }));
		frm.set_query("capacity_area", () => ({ filters: { disabled: 0 } }));
		frm.set_query("development_plan", () => ({ filters: { ngo: frm.doc.ngo || "" } }));
		frm.set_query("mentor", () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Mentor", "Hub Officer", "Hub Manager"] },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.mentor && frappe.user.has_role("Hub Mentor")) {
			frm.set_value("mentor", frappe.session.user);
		}
	},

	refresh(frm) {
		if (!frm.is_new() && frm.doc.status === "Held") {
			frm.add_custom_button(__("Print the Record"), () => open_record(frm));
		}
	},

	ngo: (frm) => frm.set_value("development_plan", null),
	starts_on: (frm) => suggest_status(frm),
	hours: (frm) => suggest_status(frm),
});

// a session that is still to come can only be planned
function suggest_status(frm) {
	if (!frm.is_new() || !frm.doc.starts_on) return;
	const end = moment(frm.doc.starts_on).add(frm.doc.hours || 0, "hours");
	const status = end.isAfter(frappe.datetime.now_datetime()) ? "Planned" : "Held";
	if (frm.doc.status !== "Cancelled" && frm.doc.status !== status) frm.set_value("status", status);
}

function open_record(frm) {
	const format = "Mentoring Record";
	const query = new URLSearchParams({ doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1 });
	window.open(`/printview?${query}`);
}
