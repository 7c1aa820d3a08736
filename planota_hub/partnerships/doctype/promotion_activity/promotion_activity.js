// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Promotion Activity", {
	setup(frm) {
		frm.set_query("field_of_work", () => ({ filters: { disabled: 0 } }));
		frm.set_query("responsible", () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Officer", "Hub Manager", "Hub Mentor", "Network Coordinator"] },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.responsible) frm.set_value("responsible", frappe.session.user);
	},

	// for lists; here the link shows it
	refresh: (frm) => frm.toggle_display("served_name", false),

	served_type: (frm) => planota_hub.keep_if_of_kind(frm, "served_type", "served"),
});
