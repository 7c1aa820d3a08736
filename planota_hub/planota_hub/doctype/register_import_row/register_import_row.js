// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Register Import Row", {
	setup(frm) {
		frm.get_field("differences").grid.cannot_add_rows = true;
		frm.get_field("differences").grid.cannot_delete_rows = true;
	},

	refresh(frm) {
		const is_open = !frm.doc.result && frm.doc.kind !== "Refused";
		const in_doubt = frm.doc.kind === "In Doubt";
		// the word beside the title says it; of a field the framework would say it as of a call for funding
		frm.toggle_display("result", false);
		frm.set_df_property("decision", "read_only", !is_open);
		frm.set_df_property("ngo", "read_only", !is_open || !in_doubt);
		frm.set_df_property("differences", "read_only", !is_open);
		const decisions = in_doubt ? ["", "Accept", "Create New", "Leave"] : ["", "Accept", "Leave"];
		frm.set_df_property("decision", "options", decisions.join("\n"));
		show_values(frm);
		frm.add_custom_button(__("Back to the Import"), () =>
			frappe.set_route("Form", "Register Import", frm.doc.register_import)
		);
	},
});

function show_values(frm) {
	const $box = frm.get_field("values_html").$wrapper.empty();
	const rows = (frm.doc.__onload?.values || []).map(([label, value]) =>
		$("<tr>").append(
			$("<td class='text-muted pr-4'>").text(label),
			$("<td style='white-space: pre-line'>").text(value)
		)
	);
	$("<table class='small mb-3'>").append(rows).appendTo($box);
}
