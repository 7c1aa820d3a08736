// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Organisation Relation", {
	setup(frm) {
		frm.set_query("relation_type", () => ({ filters: { disabled: 0 } }));
		const offered = (kind) => (kind === "NGO" ? {} : { filters: { disabled: 0 } });
		frm.set_query("organisation", ({ organisation_doctype }) => offered(organisation_doctype));
		frm.set_query("related", ({ related_doctype }) => offered(related_doctype));
	},

	refresh(frm) {
		show_sentence(frm);
	},

	relation_type(frm) {
		show_sentence(frm);
	},

	organisation_doctype(frm) {
		frm.set_value("organisation", null);
	},

	related_doctype(frm) {
		frm.set_value("related", null);
	},
});

// who is what to whom is said in words: which side is which can't be told from two fields alone
async function show_sentence(frm) {
	const { relation_type } = frm.doc;
	const fields = ["forward_label", "is_lasting"];
	const answer = relation_type
		? await frappe.db.get_value("Organisation Relation Type", relation_type, fields)
		: { message: {} };
	if (frm.doc.relation_type !== relation_type) return;
	const { forward_label, is_lasting } = answer.message;
	frm.set_df_property(
		"relation_type",
		"description",
		forward_label ? __("The organisation on the left {0} the one on the right", [__(forward_label)]) : ""
	);
	frm.toggle_display("to_date", !relation_type || Boolean(is_lasting) || Boolean(frm.doc.to_date));
}
