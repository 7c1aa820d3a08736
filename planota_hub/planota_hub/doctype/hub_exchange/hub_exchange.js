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
		if (frm.doc.status === "Outcome Missing") {
			frm.set_intro(
				__("The day has passed: please enter the outcome, without it this does not count."),
				"orange"
			);
		}
	},
});
