// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Public Policy", {
	setup(frm) {
		frm.set_query("owner_stakeholder", () => ({ filters: { disabled: 0 } }));
		frm.set_query("field_of_work", () => ({ filters: { disabled: 0 } }));
		frm.set_query("ngo", "affected_ngos", () => ({ filters: { stage: "Verified" } }));
	},

	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_create("Policy Proposal")) return;
		frm.add_custom_button(__("Propose a Change"), () =>
			frappe.new_doc("Policy Proposal", { policy: frm.doc.name })
		);
	},
});
