// SPDX-License-Identifier: GPL-3.0-only
// What the form of an import lacks: any table for a file, the end of an import on a site without live messages, a preview
// whose columns can be read, and an error that whoever imports may read
const MILLISECONDS_BETWEEN_LOOKS = 3000;
// of a column of the preview, in pixels
const WIDEST = 320;
const LETTER = 7;
const BESIDE_THE_NAME = 36;
const BESIDE_A_CELL = 20;

frappe.ui.form.on("Data Import", {
	setup(frm) {
		const restrictions = frm.get_field("import_file").df.options?.restrictions;
		restrictions?.allowed_file_types?.push(".txt", ".tsv");
		frappe.require("data_import_tools.bundle.js", () =>
			give_columns_room(frappe.data_import.ImportPreview.prototype)
		);
		// an error is in the log of the import; the framework looks for more in one that only administrators read
		if (!frappe.model.can_read("Error Log"))
			frappe.ui.form.handlers["Data Import"].show_report_error_button = [];
	},

	refresh(frm) {
		if (!frm.is_new()) look_again(frm);
	},
});

// the framework tells of the end by live messages alone, and an import that is done would wait for ever
function look_again(frm) {
	const { name } = frm.doc;
	const waits = () =>
		frm.doc.name === name &&
		frm.doc.status === "Pending" &&
		frm.has_import_file() &&
		frappe.get_route()[2] === name;
	clearTimeout(frm.next_look);
	if (!waits()) return;
	frm.next_look = setTimeout(async () => {
		if (!waits()) return;
		const { message } = await frappe.call({
			method: "frappe.core.doctype.data_import.data_import.get_import_status",
			args: { data_import_name: name },
		});
		if (!waits()) return;
		if (message.status !== "Pending") return frm.reload_doc();
		show_progress(frm, message);
		look_again(frm);
	}, MILLISECONDS_BETWEEN_LOOKS);
}

function show_progress(frm, { success = 0, failed = 0, total_records: total }) {
	const done = success + failed;
	if (!done || !total) return;
	const count = __("{0} of {1}", [done, total]);
	frm.dashboard.show_progress(__("Import Progress"), (100 * done) / total, count);
}

// the framework gives each column the same few pixels, and squeezes up to nine of them into the form
function give_columns_room(preview) {
	if (preview.gives_room) return;
	preview.gives_room = true;
	const { prepare_columns, render_datatable } = preview;
	preview.prepare_columns = function () {
		prepare_columns.call(this);
		for (const column of this.columns) {
			if (column.id === "srno") Object.assign(column, { name: __("Row"), content: __("Row") });
		}
		this.columns.forEach((column, place) => {
			const cells = this.data.map((row) => `${row[place] ?? ""}`.length * LETTER);
			const name = `${column.name || ""}`.length * LETTER + BESIDE_THE_NAME;
			column.width = Math.min(WIDEST, Math.round(Math.max(name, ...cells) + BESIDE_A_CELL));
		});
	};
	preview.render_datatable = function () {
		render_datatable.call(this);
		this.datatable.options.layout = "fixed";
		this.datatable.refresh(this.data, this.columns);
	};
}
