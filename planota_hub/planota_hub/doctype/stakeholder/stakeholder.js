// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Stakeholder", {
	setup(frm) {
		frm.set_query("municipality", () =>
			frm.doc.country ? { filters: { country: frm.doc.country } } : {}
		);
	},

	refresh(frm) {
		frappe.dynamic_link = { doc: frm.doc, fieldname: "name", doctype: frm.doctype };
		frm.toggle_display("possible_duplicates_html", false);
		if (frm.is_new()) {
			frappe.contacts.clear_address_and_contact(frm);
		} else {
			frappe.contacts.render_address_and_contact(frm);
			show_likely_duplicates(frm);
		}
	},

	stakeholder_type(frm) {
		// the sector follows from the type on saving; only Other leaves the choice
		frm.set_value("sector", "");
	},
});

async function show_likely_duplicates(frm) {
	if (!frappe.model.can_create(frm.doctype) || !frm.has_perm("write")) return;
	const { doctype } = frm;
	const { name } = frm.doc;
	const method = "planota_hub.planota_hub.register.duplicates.get_likely_duplicates";
	const found = await frappe.xcall(method, { doctype, name });
	if (!found.length || frm.doc.name !== name) return;
	frm.toggle_display("possible_duplicates_html", true);
	const rows = found.map((row) => ({
		...row,
		details: [row.municipality, __(row.stakeholder_type), row.disabled ? __("Disabled") : ""],
	}));
	planota_hub.show_duplicates(frm, frm.get_field("possible_duplicates_html").$wrapper, rows);
}
