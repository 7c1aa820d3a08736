// SPDX-License-Identifier: GPL-3.0-only
/**
 * A Web Form that the hub shows belongs to the app and takes no code from staff; whoever opens it learns how its texts are
 * changed, and why nothing of a script is seen.
 */

frappe.ui.form.on("Web Form", {
	async refresh(frm) {
		if (frm.is_new()) return;
		const is_shown_by_hub = await frappe.xcall("planota_hub.public_forms.web_forms.is_hub_form", {
			web_form: frm.doc.name,
		});
		if (!is_shown_by_hub) return;
		if (frm.doc.is_standard && !frappe.boot.developer_mode) {
			frm.dashboard.add_comment(
				__(
					"What this form asks comes with the app; a copy of it would not be the hub's form. Its texts you change by a Translation, which stays when the app is updated."
				),
				"blue",
				true
			);
			frm.add_custom_button(__("Change a Text"), () => frappe.set_route("List", "Translation"));
		}
		if (!frm.doc.client_script && !frm.doc.custom_css) return;
		frm.dashboard.add_comment(
			__(
				"The hub shows this form without its Client Script and its Custom CSS. Labels, help, order, steps and conditions apply."
			),
			"yellow",
			true
		);
	},
});
