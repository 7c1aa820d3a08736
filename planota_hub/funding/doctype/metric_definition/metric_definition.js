// SPDX-License-Identifier: GPL-3.0-only
const FORM = "planota_hub.funding.own_metrics.form";

const PLACES = ["ngo_field", "municipality_field", "field_of_work_field", "project_field"];
const FIELDS = ["counted_table", "date_field", "until_field", ...PLACES];
const PARTS = "Sum of Metrics";
// what follows from the records that are chosen
const OF_DOCTYPE = ["counted_table", "date_field", "until_field", "counted_field", "filters_json", ...PLACES];

frappe.ui.form.on("Metric Definition", {
	setup(frm) {
		frm.show_preview_soon = frappe.utils.debounce(() => show_preview(frm), 500);
		frm.set_query("segment", () => ({
			filters: { disabled: 0, is_shared: 1, holds: ["in", ["NGOs", "People of NGOs"]] },
		}));
		frm.set_query("metric", "parts", () => ({
			filters: { disabled: 0, counting: ["!=", PARTS], name: ["!=", frm.doc.name] },
		}));
	},

	async refresh(frm) {
		frm.trigger("show_state");
		await offer(frm);
		show_filters(frm, frm.doc.__onload?.filters || []);
		show_preview(frm);
	},

	show_state(frm) {
		const { problem, report } = frm.doc.__onload || {};
		frm.dashboard.clear_headline();
		if (problem) frm.dashboard.set_headline(__("It can't be counted: {0}", [problem]), "red");
		if (frm.is_new()) return;
		if (report) {
			const title = frappe.utils.escape_html(report.period_title);
			frm.dashboard.set_headline(
				__(
					"Figures of the period {0} ({1}) were reported by this definition, so it stays as it is.",
					[title, __(report.stage)]
				),
				problem ? "red" : "blue"
			);
		}
		if (!frappe.model.can_create("Metric Definition")) return;
		frm.add_custom_button(__("Make a Copy"), () => frm.copy_doc());
		if (frappe.model.can_create("Project Indicator") && !frm.doc.disabled) {
			frm.add_custom_button(__("Project Indicator"), () => use_in_indicator(frm), __("Create"));
		}
	},

	async counted_doctype(frm) {
		for (const fieldname of OF_DOCTYPE) frm.doc[fieldname] = "";
		frm.refresh_fields(OF_DOCTYPE);
		await offer(frm);
		propose(frm);
		show_filters(frm, []);
		frm.show_preview_soon();
	},

	async counted_table(frm) {
		if (frm.doc.counted_field) frm.set_value("counted_field", "");
		await offer(frm);
		frm.show_preview_soon();
	},

	counting(frm) {
		frm.doc.counted_field = "";
		offer_counted_field(frm);
		const offered = frm.choices?.fields?.[frm.doc.counting] || [];
		if (offered.length === 1) frm.doc.counted_field = offered[0].value;
		frm.refresh_field("counted_field");
		frm.show_preview_soon();
	},

	date_field: (frm) => frm.show_preview_soon(),
	counted_at: (frm) => frm.show_preview_soon(),
	until_field: (frm) => frm.show_preview_soon(),
	segment: (frm) => frm.show_preview_soon(),
	counted_field: (frm) => frm.show_preview_soon(),
	ngo_field: (frm) => frm.show_preview_soon(),
	municipality_field: (frm) => frm.show_preview_soon(),
	field_of_work_field: (frm) => frm.show_preview_soon(),
	project_field: (frm) => frm.show_preview_soon(),
});

frappe.ui.form.on("Metric Part", {
	metric: (frm) => frm.show_preview_soon(),
	parts_remove: (frm) => frm.show_preview_soon(),
});

function use_in_indicator(frm) {
	frappe.new_doc("Project Indicator", { measurement: "Computed", metric: frm.doc.name });
}

const can_define = (frm) => frm.is_new() || (frm.perm[0]?.write && !frm.doc.__onload?.report);

// Choices

async function offer(frm) {
	const { counted_doctype, counted_table } = frm.doc;
	const { message } = await frappe.call({
		method: `${FORM}.get_choices`,
		args: { counted_doctype, counted_table },
	});
	frm.choices = message;
	offer_choices(frm, "counted_doctype", message.doctypes);
	for (const fieldname of FIELDS) offer_choices(frm, fieldname, message.fields?.[fieldname] || []);
	offer_counted_field(frm);
}

function offer_counted_field(frm) {
	offer_choices(frm, "counted_field", frm.choices?.fields?.[frm.doc.counting] || []);
}

function offer_choices(frm, fieldname, choices) {
	const field = frm.fields_dict[fieldname];
	field.df.formatter = (value) =>
		frappe.utils.escape_html(choices.find((choice) => choice.value === value)?.label || value || "");
	field.set_data(choices);
	frm.refresh_field(fieldname);
}

// where there is only one field, it is the one
function propose(frm) {
	const fields = frm.choices?.fields;
	if (!fields) return;
	for (const fieldname of PLACES)
		if (fields[fieldname].length === 1) frm.doc[fieldname] = fields[fieldname][0].value;
	const days = fields.date_field.filter(({ value }) => value !== "creation");
	if (days.length) frm.doc.date_field = (days.find(({ value }) => value === "starts_on") || days[0]).value;
	frm.refresh_fields([...PLACES, "date_field"]);
}

// Filters: chosen as those of a list, said in words

const read_filters = (frm) => JSON.parse(frm.doc.filters_json || "[]");

function show_filters(frm, sentences) {
	const $box = frm.get_field("filters_html").$wrapper.empty();
	const filters = read_filters(frm);
	if (!filters.length) $("<p class='text-muted'>").text(__("Every record counts.")).appendTo($box);
	else {
		$("<ul class='pl-4' data-metric-filters>")
			.append(sentences.map((text) => $("<li>").text(text)))
			.appendTo($box);
	}
	if (!can_define(frm) || !frm.choices?.fields) return;
	$("<button type='button' class='btn btn-default btn-sm' data-set-filters>")
		.text(filters.length ? __("Change Filters") : __("Set Filters"))
		.on("click", () => ask_for_filters(frm))
		.appendTo($box);
}

async function ask_for_filters(frm) {
	const doctype = frm.doc.counted_doctype;
	await frappe.model.with_doctype(doctype);
	const dialog = new frappe.ui.Dialog({
		title: __("Filters"),
		fields: [{ fieldname: "filters_html", fieldtype: "HTML" }],
		primary_action_label: __("Take Over"),
		primary_action() {
			const filters = group.get_filters().map((filter) => filter.slice(0, 4));
			dialog.hide();
			frm.set_value("filters_json", filters.length ? JSON.stringify(filters) : "");
			show_filters(frm, []);
			frm.show_preview_soon();
		},
	});
	const $wrapper = dialog.get_field("filters_html").$wrapper;
	const group = new frappe.ui.FilterGroup({ parent: $wrapper, doctype, on_change: () => {} });
	keep_offered(group, frm.choices.fields.filters);
	dialog.show();
	$wrapper.find(".empty-filters").remove();
	const filters = read_filters(frm).map(([table, fieldname, operator, value]) => [
		table,
		fieldname,
		operator,
		["in", "not in", "Between"].includes(operator) && value.startsWith("[") ? JSON.parse(value) : value,
	]);
	if (filters.length) group.add_filters(filters);
	else group.add_filter(doctype, "name");
}

// the control of the framework offers every field; a metric can ask for some of them
function keep_offered(group, offered) {
	const keys = new Set(offered.map(({ doctype, fieldname }) => `${doctype}.${fieldname}`));
	const own = offered.filter(({ doctype }) => doctype === group.doctype);
	const is_choice = ({ fieldname }) =>
		frappe.meta.get_docfield(group.doctype, fieldname)?.fieldtype === "Select";
	const is_stage = ({ fieldname }) => ["stage", "status"].includes(fieldname);
	const [first] = [...own.filter(is_stage), ...own.filter(is_choice), ...own];
	const push = group._push_new_filter.bind(group);
	group._push_new_filter = (doctype, fieldname, ...more) => {
		const filter = push(doctype, fieldname === "name" ? first.fieldname : fieldname, ...more);
		const select = filter.fieldselect;
		select.options = select.options.filter((option) => keys.has(`${option.doctype}.${option.fieldname}`));
		select.awesomplete.list = select.options;
		return filter;
	};
}

// Preview

function show_preview(frm) {
	const $box = frm.get_field("preview_html").$wrapper;
	if (!frappe.model.can_create("Metric Definition")) {
		$box.empty().append($("<p class='text-muted'>").text(__("Only managers see what would be counted.")));
		return;
	}
	if (!$box.find("[data-preview-answer]").length) draw_days(frm, $box.empty());
	const $answer = $box.find("[data-preview-answer]");
	const { counting, counted_doctype, date_field, parts } = frm.doc;
	const missing = counting === PARTS ? !(parts?.length > 1) : !counted_doctype || !date_field;
	if (missing) {
		const text =
			counting === PARTS ? __("Choose the metrics first.") : __("Choose records and their day first.");
		$answer.empty().append($("<p class='text-muted'>").text(text));
		return;
	}
	const asked = (frm.asked_for_preview = (frm.asked_for_preview || 0) + 1);
	const [from_date, to_date] = frm.preview_days.map((control) => control.get_value() || null);
	frappe
		.call({
			method: `${FORM}.preview`,
			type: "POST",
			args: { definition: JSON.stringify(frm.doc), from_date, to_date },
		})
		.then(({ message }) => {
			// an answer that was overtaken shows what no longer stands in the form
			if (asked !== frm.asked_for_preview) return;
			show_filters(frm, message.filters || []);
			draw_preview($answer.empty(), message);
		});
}

function draw_days(frm, $box) {
	const $days = $("<div class='d-flex flex-wrap' style='gap: var(--padding-md)'>").appendTo($box);
	const year = frappe.datetime.get_today().slice(0, 4);
	const days = [
		{ label: __("From"), day: `${year}-01-01` },
		{ label: __("To"), day: `${year}-12-31` },
	];
	frm.preview_days = days.map(({ label, day }) => {
		const control = frappe.ui.form.make_control({
			parent: $("<div>").appendTo($days),
			df: { fieldtype: "Date", label, fieldname: label, onchange: () => frm.show_preview_soon() },
			render_input: true,
		});
		control.set_value(day);
		return control;
	});
	$("<div data-preview-answer>").appendTo($box);
}

function draw_preview($box, answer) {
	if (answer.sentence) $("<p class='text-muted'>").text(answer.sentence).appendTo($box);
	if (answer.problem) {
		$("<div class='alert alert-danger' data-preview-problem>").text(answer.problem).appendTo($box);
		return;
	}
	const text = __("Would be counted: {0}", [answer.total]);
	$("<h4 data-preview-total>").text(text).appendTo($box);
	$("<p class='text-muted'>")
		.text(__("Records: {0}", [answer.records]))
		.appendTo($box);
	if (!answer.records) return;
	draw_rows($box, answer);
	draw_parts($box, answer.parts);
}

function draw_rows($box, { rows, records }) {
	// on a phone all of a record stands in one cell
	const beside = "d-none d-md-table-cell";
	const head = [__("Record"), __("Day"), __("NGO"), __("Municipality")];
	const lines = rows.map((row) => {
		const route = `/app/${frappe.router.slug(row.form_doctype)}/${encodeURIComponent(row.form_name)}`;
		const more = [row.day, row.ngo_name || "", row.municipality || ""];
		const below = more.filter(Boolean).map((text) => $("<div class='text-muted'>").text(text));
		return $("<tr>").append(
			$("<td>").append(
				$("<a>")
					.attr("href", route)
					.text(`${__(row.doctype)} ${row.form_label}`),
				$("<div class='d-md-none'>").append(below)
			),
			$(`<td class="text-muted text-nowrap ${beside}">`).text(row.day),
			more.slice(1).map((text) => $(`<td class="text-muted ${beside}">`).text(text)),
			$("<td class='text-right'>").text(row.amount)
		);
	});
	$("<div class='table-responsive'>")
		.append(
			$("<table class='table table-sm small' data-preview-rows>").append(
				$("<thead>").append(
					$("<tr>").append(
						head.map((label, place) =>
							$(`<th scope="col" class="${place ? beside : ""}">`).text(label)
						),
						$("<th scope='col' class='text-right'>").text(__("Value"))
					)
				),
				$("<tbody>").append(lines)
			)
		)
		.appendTo($box);
	if (records > rows.length)
		$("<p class='text-muted'>")
			.text(__("and {0} more", [records - rows.length]))
			.appendTo($box);
}

function draw_parts($box, parts) {
	for (const [label, found] of Object.entries(parts)) {
		const text = found.map(([part, value]) => `${part} ${value}`).join(", ");
		$("<p class='small'>")
			.append($("<b>").text(`${label}: `), document.createTextNode(text))
			.appendTo($box);
	}
}
