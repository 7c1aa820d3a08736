// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Consent Text", {
	async onload(frm) {
		const purposes = await frappe.xcall(
			"planota_hub.planota_hub.doctype.consent_text.consent_text.get_purposes"
		);
		frm.fields_dict.purpose.set_data(purposes);
		frm.refresh_field("purpose");
	},

	refresh(frm) {
		if (!frm.is_new()) frm.page.set_title(__(frm.doc.purpose));
		const is_shown = !frm.is_new() && frm.doc.valid_from <= frappe.datetime.get_today();
		frm.set_df_property("purpose", "read_only", !frm.is_new());
		frm.set_df_property("language", "read_only", !frm.is_new());
		frm.set_df_property("valid_from", "read_only", is_shown);
		frm.set_df_property("text", "read_only", is_shown);
		if (!is_shown) return;
		frm.set_intro(
			__("Forms show this text or have shown it. It stays as it is; other words are a new version.")
		);
		if (frm.perm[0]?.create) {
			frm.add_custom_button(__("Write a New Version"), () =>
				frappe.new_doc("Consent Text", {
					purpose: frm.doc.purpose,
					language: frm.doc.language,
					text: frm.doc.text,
				})
			);
		}
	},
});
