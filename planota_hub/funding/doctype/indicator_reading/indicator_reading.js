// SPDX-License-Identifier: GPL-3.0-only
const STATE_COLORS = { New: "blue", Changed: "orange", "No Longer Counts": "orange", Deleted: "red" };

frappe.ui.form.on("Indicator Reading", {
	refresh(frm) {
		const by_hand = frm.doc.measurement === "Manual" && !frm.doc.frozen;
		frm.set_df_property("value", "read_only", 1);
		frm.set_df_property("entered_value", "read_only", by_hand || frm.is_new() ? 0 : 1);
		frm.set_df_property("note", "read_only", by_hand ? 0 : 1);
		const can_drift = Boolean(frm.doc.frozen && frm.doc.measurement === "Computed");
		frm.toggle_display("drift_section", can_drift);
		frm.toggle_display("drift_figures_section", can_drift && Boolean(frm.doc.drift_checked_on));
		if (frm.is_new()) return;
		if (!by_hand) frm.disable_save();
		show_metric(frm);
		if (frm.doc.failure) frm.set_intro(frm.doc.failure, "red");
		if (frm.doc.measurement === "Computed") {
			show_counted(frm);
			if (can_drift) show_drift(frm);
			frm.add_custom_button(__("Counted Records"), () =>
				frappe.set_route("query-report", "Indicator Evidence", { reading: frm.doc.name })
			);
		}
		if (
			frm.doc.status === "To Approve" &&
			!frm.doc.frozen &&
			frm.doc.entered_by !== frappe.session.user
		) {
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

// what was counted may be much: the form is there before it
async function show_counted(frm) {
	const counted = await ask(frm, "get_counted");
	if (!counted) return;
	show_records(frm, counted);
	show_breakdown(frm, counted.breakdown);
}

// nothing if meanwhile the form shows another reading
async function ask(frm, method) {
	const reading = frm.doc.name;
	const { message } = await frappe.call({
		method: `planota_hub.funding.doctype.indicator_reading.indicator_reading.${method}`,
		args: { reading },
	});
	return frm.doc.name === reading ? message : null;
}

function show_breakdown(frm, parts) {
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
					$("<td class='text-right'>").append(link_part(frm, key, part).text(number(value)))
				)
			);
		}
		$row.append($("<div class='col-sm-3'>").append($table));
	}
	frm.get_field("breakdown_html").$wrapper.empty().append($row);
}

// the records of one part of the figure; what is not specified has no such list
function link_part(frm, by, part) {
	if (!part) return $("<span>");
	const query = new URLSearchParams({ reading: frm.doc.name, [by]: part });
	return $("<a>").attr("href", `/app/query-report/Indicator Evidence?${query}`);
}

async function show_drift(frm) {
	const drift = await ask(frm, "get_drift");
	if (!drift) return;
	const $wrapper = frm.get_field("drift_html").$wrapper.empty();
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
	const $table = $("<table class='table table-sm'>").append(
		$("<tr>").append(
			$("<th class='text-muted'>").text(__("Counted Record")),
			$("<th class='text-muted'>").text(__("NGO")),
			$("<th class='text-muted'>").text(__("Since Then")),
			$("<th class='text-muted text-right'>").text(__("Reported")),
			$("<th class='text-muted text-right'>").text(__("Value Now"))
		)
	);
	for (const row of drift.rows) {
		$table.append(
			$("<tr>").append(
				$("<td>").append(
					row.state === "Deleted" ? $("<span>").text(name_record(row)) : link_record(row)
				),
				$("<td>").text(row.ngo_name || "–"),
				$("<td>").append(
					$(`<span class="indicator-pill ${STATE_COLORS[row.state]} text-nowrap">`).text(row.label)
				),
				$("<td class='text-right'>").text(number(row.reported)),
				$("<td class='text-right'>").text(number(row.now))
			)
		);
	}
	$wrapper.append($("<div class='table-responsive'>").append($table));
	if (drift.total > drift.rows.length) $wrapper.append(link_report(frm, { compare: 1 }));
}

function show_records(frm, { total, records: rows }) {
	const $wrapper = frm.get_field("records_html").$wrapper.empty();
	$wrapper.append($("<p class='text-muted'>").text(__("Counted records: {0}", [total])));
	if (!rows.length) return;
	const labels = [__("Date"), __("Counted Record"), __("NGO"), __("Municipality")];
	const $table = $("<table class='table table-sm counted-records'>").append(
		$("<tr>").append(
			labels.map((label) => $("<th class='text-muted'>").text(label)),
			$("<th class='text-muted text-right'>").text(__("Value"))
		)
	);
	for (const row of rows) {
		$table.append(
			$("<tr>").append(
				$("<td class='text-nowrap'>").text(frappe.datetime.str_to_user(row.date)),
				$("<td class='text-nowrap'>").append(link_record(row)),
				$("<td>").text(row.ngo_name || "–"),
				$("<td>").text(row.municipality || "–"),
				$("<td class='text-right'>").text(number(row.value))
			)
		);
	}
	$wrapper.append($("<div class='table-responsive'>").append($table));
	if (total > rows.length) $wrapper.append(link_report(frm, {}));
}

function link_report(frm, filters) {
	const query = new URLSearchParams({ reading: frm.doc.name, ...filters });
	return $("<a>").attr("href", `/app/query-report/Indicator Evidence?${query}`).text(__("All records"));
}

function show_metric(frm) {
	const { metric_label, metric_counts } = frm.doc.__onload || {};
	const text = [metric_label, metric_counts].filter(Boolean).join(": ");
	if (text) frm.set_df_property("metric", "description", frappe.utils.escape_html(text));
}

function name_record(row) {
	return `${__(row.doctype)} ${row.form_label}`;
}

function link_record(row) {
	const route = `/app/${frappe.router.slug(row.form_doctype)}/${encodeURIComponent(row.form_name)}`;
	return $("<a>").attr("href", route).text(name_record(row));
}

function number(value) {
	return value === null || value === undefined ? "–" : planota_hub.show_number(value);
}
