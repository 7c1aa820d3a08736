const STATE_COLORS = { New: "blue", Changed: "orange", "No Longer Counts": "orange", Deleted: "red" };

frappe.ui.form.on("Indicator Reading", {
	refresh(frm) {
		const by_hand = frm.doc.measurement === "Manual" && !frm.doc.frozen;
		frm.set_df_property("value", "read_only", by_hand || frm.is_new() ? 0 : 1);
		frm.set_df_property("note", "read_only", by_hand ? 0 : 1);
		frm.toggle_display("drift_section", Boolean(frm.doc.frozen && frm.doc.measurement === "Computed"));
		frm.set_df_property("evidence", "cannot_add_rows", 1);
		frm.set_df_property("evidence", "cannot_delete_rows", 1);
		if (frm.is_new()) return;
		if (frm.doc.failure) frm.set_intro(frm.doc.failure, "red");
		show_breakdown(frm);
		show_drift(frm);
		if (frm.doc.measurement === "Computed") {
			frm.add_custom_button(__("Counted Records"), () =>
				frappe.set_route("query-report", "Indicator Evidence", { reading: frm.doc.name })
			);
		}
		if (frm.doc.status === "To Approve" && !frm.doc.frozen && frm.doc.entered_by !== frappe.session.user) {
			frm.add_custom_button(__("Approve"), () => approve(frm)).addClass("btn-primary");
		}
	},
});

async function approve(frm) {
	await frappe.call({
		method: "planota_hub.funding.doctype.indicator_reading.indicator_reading.approve_reading",
		args: { reading: frm.doc.name },
		freeze: true,
	});
	frm.reload_doc();
}

function show_breakdown(frm) {
	const parts = frm.doc.__onload?.breakdown || {};
	const labels = {
		municipality: __("Municipality"),
		administrative_unit: __("Administrative Unit"),
		field_of_work: __("Field of Work"),
		legal_form: __("Legal Form"),
	};
	const $row = $("<div class='row'>");
	for (const [key, label] of Object.entries(labels)) {
		const $table = $("<table class='table table-sm'>").append(
			$("<tr>").append($("<th colspan='2' class='text-muted'>").text(label))
		);
		for (const [part, value] of Object.entries(parts[key] || {})) {
			$table.append(
				$("<tr>").append(
					$("<td>").text(part ? __(part) : __("Not specified")),
					$("<td class='text-right'>").text(format_number(value, null, value % 1 ? 2 : 0))
				)
			);
		}
		$row.append($("<div class='col-sm-3'>").append($table));
	}
	frm.get_field("breakdown_html").$wrapper.empty().append($row);
}

function show_drift(frm) {
	const drift = frm.doc.__onload?.drift;
	const $wrapper = frm.get_field("drift_html").$wrapper.empty();
	if (!drift) return;
	if (drift.failure) {
		$wrapper.append($("<p>").text(__("The figure can't be computed any more: {0}", [drift.failure])));
		return;
	}
	if (!drift.rows.length) {
		$wrapper.append($("<p class='text-muted'>").text(__("The records of today say what was reported.")));
		return;
	}
	$wrapper.append(
		$("<p>").text(
			__("Reported: {0}. By the records of today it would be {1}. The report stays as it is.", [
				format_number(frm.doc.value, null, 2),
				format_number(drift.value, null, 2),
			])
		)
	);
	const $table = $("<table class='table table-sm'>");
	for (const row of drift.rows) {
		const route = `/app/${frappe.router.slug(row.doctype)}/${encodeURIComponent(row.name)}`;
		const record = `${__(row.doctype)} ${row.name}`;
		const $record = row.state === "Deleted" ? $("<span>").text(record) : $("<a>").attr("href", route).text(record);
		$table.append(
			$("<tr>").append(
				$("<td>").append($record),
				$("<td>").append($(`<span class="indicator-pill ${STATE_COLORS[row.state]}">`).text(row.label)),
				$("<td class='text-right'>").text(`${format_number(row.reported, null, 2)} → ${format_number(row.now, null, 2)}`)
			)
		);
	}
	$wrapper.append($table);
}
