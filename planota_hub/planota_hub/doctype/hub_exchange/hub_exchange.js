// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Hub Exchange", {
	setup(frm) {
		frm.set_query("stakeholder", "partners", () => ({
			filters: {
				disabled: 0,
				stakeholder_type: ["in", ["Regional Hub", "National Network", "Thematic Network"]],
			},
		}));
	},

	refresh(frm) {
		if (!frm.is_new()) frm.add_custom_button(__("Sign-in sheet"), () => open_sheet(frm), __("Print"));
		if (frm.doc.status === "Outcome Missing") {
			frm.set_intro(
				__("The day has passed: please enter the outcome, without it this does not count."),
				"orange"
			);
		}
	},
});

function open_sheet(frm) {
	const format = "Exchange Sign-in Sheet";
	const query = new URLSearchParams({ doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1 });
	window.open(`/printview?${query}`);
}
