// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Register Import Row", {
	refresh(frm) {
		const is_open = !frm.doc.result && frm.doc.kind !== "Refused";
		const in_doubt = frm.doc.kind === "In Doubt";
		// the word beside the title says it; of a field the framework would say it as of a call for funding
		frm.toggle_display("result", false);
		frm.set_df_property("decision", "read_only", !is_open);
		frm.set_df_property("ngo", "read_only", !is_open || !in_doubt);
		const decisions = in_doubt ? ["", "Accept", "Create New", "Leave"] : ["", "Accept", "Leave"];
		frm.set_df_property("decision", "options", decisions.join("\n"));
		show_differences(frm, is_open);
		show_values(frm);
		frm.add_custom_button(__("Back to the Import"), () =>
			frappe.set_route("Form", "Register Import", frm.doc.register_import)
		);
	},
});

// a table of the framework would cut both values, and it is they that one decides by
function show_differences(frm, is_open) {
	const doctype = "Register Import Difference";
	const label = (fieldname) => __(frappe.meta.get_docfield(doctype, fieldname).label, null, doctype);
	const shown = ["field_label", "old_value", "new_value", "take"];
	const $heads = shown.map((fieldname) => $("<th scope='col'>").text(label(fieldname)));
	const rows = (frm.doc.differences || []).map((row) => {
		const cells = shown.map((fieldname) => $("<td>").attr("data-label", label(fieldname)));
		const [$what, $old, $new, $take] = cells;
		$what.text(row.field_label).addClass("font-weight-bold");
		$old.append($("<div>").text(row.old_value || "–"));
		if (row.changed_by_hand)
			$old.append(
				$("<div class='text-warning small'>").text(
					`${label("changed_by_hand")}: ${row.changed_by_hand}`
				)
			);
		$new.append($("<div>").text(row.new_value || "–"));
		$("<input type='checkbox'>")
			.prop({ checked: Boolean(row.take), disabled: !is_open })
			.attr("aria-label", `${label("take")}: ${row.field_label}`)
			.on("change", (event) =>
				frappe.model.set_value(row.doctype, row.name, "take", Number(event.target.checked))
			)
			.appendTo($take);
		return $("<tr>").append(cells);
	});
	frm.get_field("differences_html")
		.$wrapper.empty()
		.append(
			$("<p class='text-muted small'>").text(
				__(frm.get_field("differences").df.description, null, frm.doctype)
			),
			$("<table class='hub-differences mb-3'>").append(
				$("<thead>").append($("<tr>").append($heads)),
				$("<tbody>").append(rows)
			)
		);
}

function show_values(frm) {
	const $box = frm.get_field("values_html").$wrapper.empty();
	const rows = (frm.doc.__onload?.values || []).map(([label, value]) =>
		$("<tr>").append(
			$("<td class='text-muted pr-4'>").text(label),
			$("<td style='white-space: pre-line'>").text(value)
		)
	);
	frm.toggle_display("values_section", rows.length);
	$("<table class='small mb-3'>").append(rows).appendTo($box);
}
