// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Proposal Comment", {
	setup(frm) {
		frm.set_query("proposal", () => ({ filters: { stage: ["in", ["In Consultation", "Consulted"]] } }));
	},

	refresh(frm) {
		// what somebody sent is theirs; what came on paper can be corrected
		const sent = frm.doc.source === "Web Form" ? 1 : 0;
		for (const fieldname of ["proposal", "ask", "position", "comment", "email"]) {
			frm.set_df_property(fieldname, "read_only", sent);
		}
	},
});
