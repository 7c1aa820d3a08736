// SPDX-License-Identifier: GPL-3.0-only
/** A Web Form that the hub shows takes no code from staff; whoever wrote some learns why nothing of it is seen. */

frappe.ui.form.on("Web Form", {
	async refresh(frm) {
		if (frm.is_new() || !(frm.doc.client_script || frm.doc.custom_css)) return;
		const is_shown_by_hub = await frappe.xcall("planota_hub.public_forms.web_forms.is_hub_form", {
			web_form: frm.doc.name,
		});
		if (!is_shown_by_hub) return;
		frm.dashboard.add_comment(
			__(
				"The hub shows this form without its Client Script and its Custom CSS. Labels, help, order, steps and conditions apply."
			),
			"yellow",
			true
		);
	},
});
