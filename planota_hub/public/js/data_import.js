// SPDX-License-Identifier: GPL-3.0-only
// An import reads whatever a spreadsheet calls text, not only CSV
frappe.ui.form.on("Data Import", {
	setup(frm) {
		const restrictions = frm.get_field("import_file").df.options?.restrictions;
		restrictions?.allowed_file_types?.push(".txt", ".tsv");
	},
});
