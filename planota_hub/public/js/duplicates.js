// SPDX-License-Identifier: GPL-3.0-only
// The panel with the records that are probably the same as the one in the form
frappe.provide("planota_hub");

/**
 * Show likely duplicates with what may be done about each.
 * rows: name, title, score (percent), reason, details (texts)
 */
planota_hub.show_duplicates = (frm, $wrapper, rows) => {
	const $panel = $("<div class='form-message yellow p-3 mb-4'>");
	$("<p>")
		.append($("<strong>").text(__("Likely duplicates")))
		.appendTo($panel);
	rows.forEach((row) => $panel.append(planota_hub.duplicate_row(frm, row)));
	$wrapper.html($panel);
};

planota_hub.duplicate_row = (frm, row) => {
	const reasons = {
		registration_number: __("same registration number"),
		tax_number: __("same tax number"),
		email: __("same e-mail address"),
		phone: __("same phone number"),
		user: __("same log-in"),
		organisation: __("same organisation"),
		website: __("same website"),
		name: __("similar name"),
		short_name: __("same short name"),
		former_name: __("was called so before"),
	};
	const $row = $("<div class='d-flex flex-wrap align-items-center justify-content-between mb-2'>");
	const details = [...row.details, reasons[row.reason]].filter(Boolean).join(" · ");
	$("<div>")
		.append(
			$(`<span class="indicator-pill ${row.score >= 95 ? "red" : "orange"}">`).text(`${row.score} %`),
			" ",
			$("<strong>").text(row.title),
			" ",
			$("<span class='text-muted'>").text(details)
		)
		.appendTo($row);
	const $buttons = $("<div class='btn-group'>").appendTo($row);
	const add = (label, action) =>
		$("<button type='button' class='btn btn-default btn-xs'>")
			.text(label)
			.on("click", action)
			.appendTo($buttons);
	add(__("Open It"), () => frappe.set_route("Form", frm.doctype, row.name));
	if (frm.get_field("distinct_from")) add(__("Not a Duplicate"), () => mark_distinct(frm, row.name));
	add(__("Merge into This"), () => planota_hub.preview_merge(frm.doctype, frm.doc.name, row.name, frm));
	return $row;
};

async function mark_distinct(frm, other) {
	const method = "planota_hub.planota_hub.register.duplicates.mark_distinct";
	await frappe.xcall(method, { doctype: frm.doctype, name: frm.doc.name, other });
	frappe.show_alert({ message: __("Done"), indicator: "green" });
	await frm.reload_doc();
}
