// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Interaction", {
	setup(frm) {
		const kinds = frappe.xcall("planota_hub.planota_hub.interactions.noting.get_kinds");
		kinds.then((names) =>
			frm.set_query("subject_doctype", "about", () => ({ filters: { name: ["in", names] } }))
		);
		frm.set_query("organisation", ({ organisation_doctype }) => {
			return organisation_doctype === "NGO" ? {} : { filters: { disabled: 0 } };
		});
		frm.set_query("contact", "people", ({ organisation_doctype, organisation }) => {
			const of_organisation = { link_doctype: organisation_doctype, link_name: organisation };
			return organisation ? { filters: of_organisation } : {};
		});
		frm.set_query("responsible", "tasks", () => ({ filters: { enabled: 1 } }));
		frm.set_query("held_by", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		const is_mail = Boolean(frm.doc.communication);
		for (const field of ["topic", "channel", "direction", "happened_on", "organisation_doctype"]) {
			frm.set_df_property(field, "read_only", is_mail ? 1 : 0);
		}
		frm.set_df_property("organisation", "read_only", is_mail ? 1 : 0);
		const { organisation, organisation_doctype } = frm.doc;
		if (!frm.is_new() && organisation) {
			frm.add_custom_button(__("Everything the Hub Did"), () =>
				frappe.set_route("work-done", organisation_doctype, organisation)
			);
		}
	},

	organisation_doctype(frm) {
		frm.set_value("organisation", null);
	},
});

frappe.ui.form.on("Interaction Task", {
	tasks_add(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, "responsible", frm.doc.held_by || frappe.session.user);
	},
});
