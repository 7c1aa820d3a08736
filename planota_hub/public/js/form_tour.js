// SPDX-License-Identifier: GPL-3.0-only
// Forms with a tour (Form Tour records of the same name): anybody may take it at any time, from the menu
frappe.provide("planota_hub");

if (!planota_hub.forms_with_tour) {
	planota_hub.forms_with_tour = ["NGO", "Development Plan", "Funded Project"];

	for (const doctype of planota_hub.forms_with_tour) {
		frappe.ui.form.on(doctype, "refresh", (frm) => {
			frm.page.add_menu_item(__("Show Tour"), () =>
				frm.tour.init({ tour_name: doctype }).then(() => frm.tour.start())
			);
		});
	}
}
