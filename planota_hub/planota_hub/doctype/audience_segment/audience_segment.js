// SPDX-License-Identifier: GPL-3.0-only
const FORM = "planota_hub.planota_hub.segments.form";
const FIELD = "Field";
const DOCTYPES = {
	NGOs: "NGO",
	"People of NGOs": "NGO",
	Stakeholders: "Stakeholder",
	"People of Stakeholders": "Stakeholder",
};
const PROPOSED = {
	subject: FIELD,
	field_doctype: "NGO",
	fieldname: "stage",
	operator: "=",
	value: "Verified",
};
const PROPOSED_STAKEHOLDERS = {
	...PROPOSED,
	field_doctype: "Stakeholder",
	fieldname: "disabled",
	value: "0",
};
const GROUPS = ["", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
// what a condition on a deed consists of
const INPUTS = ["record", "choice", "number", "period", "months", "from_date", "to_date"];

frappe.ui.form.on("Audience Segment", {
	setup(frm) {
		frm.show_members_soon = frappe.utils.debounce(() => show_members(frm), 500);
		for (const table of ["additions", "exclusions"])
			frm.set_query("member_type", table, () => ({
				filters: { name: ["in", ["NGO", "Stakeholder"]] },
			}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.conditions?.length) propose_condition(frm);
	},

	refresh(frm) {
		const grid = frm.get_field("conditions").grid;
		grid.cannot_add_rows = true;
		grid.refresh();
		if (can_change(frm)) add_condition_buttons(frm, grid);
		add_buttons(frm);
		show_members(frm);
	},

	holds(frm) {
		const [first, ...others] = frm.doc.conditions || [];
		if (!others.length && (!first || is_proposed(first))) propose_condition(frm);
		frm.show_members_soon();
	},
	role: (frm) => frm.show_members_soon(),
	conditions_remove: (frm) => frm.show_members_soon(),
	additions_remove: (frm) => frm.show_members_soon(),
	exclusions_remove: (frm) => frm.show_members_soon(),
});

frappe.ui.form.on("Segment Condition", {
	// a row is changed in the dialogue that fits what it is about
	form_render(frm, cdt, cdn) {
		const grid_row = frm.get_field("conditions").grid.grid_rows_by_docname[cdn];
		grid_row.hide_form();
		if (can_change(frm)) edit_condition(frm, frappe.get_doc(cdt, cdn));
	},
	any_group: (frm) => frm.show_members_soon(),
	negated: (frm) => frm.show_members_soon(),
	conditions_remove: (frm) => frm.show_members_soon(),
});

frappe.ui.form.on("Segment Member", {
	member: (frm) => frm.show_members_soon(),
	reason: (frm) => frm.show_members_soon(),
	additions_remove: (frm) => frm.show_members_soon(),
	exclusions_remove: (frm) => frm.show_members_soon(),
});

const get_doctype = (frm) => DOCTYPES[frm.doc.holds] || "NGO";
const can_change = (frm) => Boolean(frm.is_new() || frm.perm[0]?.write);

// Conditions

// most segments are about those with whom the hub works
function propose_condition(frm) {
	frm.clear_table("conditions");
	if (get_doctype(frm) === "NGO") frm.add_child("conditions", { ...PROPOSED });
	else frm.add_child("conditions", { ...PROPOSED_STAKEHOLDERS });
	frm.refresh_field("conditions");
}

const is_proposed = ({ fieldname, value }) =>
	[PROPOSED, PROPOSED_STAKEHOLDERS].some((row) => row.fieldname === fieldname && row.value === value);

function add_condition_buttons(frm, grid) {
	// the last one stands first
	grid.add_custom_button(__("Add What They Did"), () => ask_for_deed(frm));
	grid.add_custom_button(__("Add Field"), () => ask_for_fields(frm));
}

function edit_condition(frm, row) {
	if (row.subject === FIELD) ask_for_fields(frm, row);
	else ask_for_deed(frm, row);
}

function keep_condition(frm, row, values) {
	const kept = row || frm.add_child("conditions");
	Object.assign(kept, values);
	frm.dirty();
	frm.refresh_field("conditions");
	frm.show_members_soon();
}

// conditions on fields are chosen as the filters of a list are
async function ask_for_fields(frm, row) {
	const doctype = get_doctype(frm);
	await frappe.model.with_doctype(doctype);
	const dialog = new frappe.ui.Dialog({
		title: row ? __("Change Condition") : __("Conditions on Fields"),
		fields: [
			{ fieldname: "filters_html", fieldtype: "HTML" },
			{
				fieldname: "negated",
				fieldtype: "Check",
				label: __("The opposite has to hold"),
				default: row?.negated || 0,
			},
			{
				fieldname: "any_group",
				fieldtype: "Select",
				label: __("Group"),
				options: GROUPS,
				default: row?.any_group,
				description: __(
					"Of the conditions with the same number one is enough. Empty: it has to hold."
				),
			},
		],
		primary_action_label: __("Take Over"),
		primary_action({ negated, any_group }) {
			const filters = group.get_filters();
			if (!filters.length) {
				frappe.show_alert({ message: __("Please choose a field and a value."), indicator: "orange" });
				return;
			}
			dialog.hide();
			for (const [place, [field_doctype, fieldname, operator, value]] of filters.entries()) {
				keep_condition(frm, place ? null : row, {
					subject: FIELD,
					field_doctype,
					fieldname,
					operator,
					value: Array.isArray(value) ? JSON.stringify(value) : String(value),
					negated,
					any_group,
				});
			}
		},
	});
	const group = new frappe.ui.FilterGroup({
		parent: dialog.get_field("filters_html").$wrapper,
		doctype,
		on_change: () => {},
	});
	dialog.show();
	// a filter is there from the beginning
	dialog.get_field("filters_html").$wrapper.find(".empty-filters").remove();
	const filter = row ? [row.field_doctype || doctype, row.fieldname, row.operator, read_value(row)] : null;
	if (filter) group.add_filters_to_filter_group([filter]);
	else group.add_filter(doctype, doctype === "NGO" ? "municipality" : "stakeholder_type");
}

function read_value({ operator, value }) {
	if (!["in", "not in", "Between"].includes(operator) || !value?.startsWith("[")) return value;
	return JSON.parse(value);
}

async function ask_for_deed(frm, row) {
	const { message: deeds } = await frappe.call({
		method: `${FORM}.get_deeds_of`,
		args: { holds: frm.doc.holds },
	});
	const by_key = Object.fromEntries(deeds.map((deed) => [deed.key, deed]));
	const dialog = new frappe.ui.Dialog({
		title: row ? __("Change Condition") : __("What They Did"),
		fields: get_deed_fields(deeds, row),
		primary_action_label: __("Take Over"),
		primary_action(values) {
			dialog.hide();
			const deed = by_key[values.deed];
			keep_condition(frm, row, {
				...Object.fromEntries(INPUTS.map((name) => [name, values[name] || null])),
				subject: deed.key,
				record_type: deed.record,
				negated: values.negated === "1" ? 1 : 0,
				any_group: values.any_group,
			});
		},
	});
	const show_inputs = (negated) => show_deed_inputs(dialog, by_key[dialog.get_value("deed")], negated);
	dialog.fields_dict.deed.df.onchange = () => show_inputs();
	dialog.show();
	show_inputs(row?.negated);
}

function get_deed_fields(deeds, row) {
	const first = row?.subject || deeds[0].key;
	return [
		{
			fieldname: "deed",
			fieldtype: "Select",
			label: __("What"),
			reqd: 1,
			options: deeds.map(({ key, label }) => ({ value: key, label })),
			default: first,
		},
		{ fieldname: "negated", fieldtype: "Select", label: __("Whom") },
		{ fieldname: "record", fieldtype: "Link", label: __("Which"), default: row?.record },
		{ fieldname: "choice", fieldtype: "Select", label: __("Kind"), default: row?.choice },
		{ fieldname: "number", fieldtype: "Float", default: row?.number },
		{
			fieldname: "period",
			fieldtype: "Select",
			label: __("When"),
			default: row?.period || "",
			options: [
				{ value: "", label: __("At any time") },
				{ value: "This Year", label: __("This Year") },
				{ value: "Last Year", label: __("Last Year") },
				{ value: "Last Months", label: __("In the last months") },
				{ value: "From a Day to a Day", label: __("From a day to a day") },
			],
		},
		{
			fieldname: "months",
			fieldtype: "Int",
			label: __("How many months"),
			default: row?.months || 12,
			depends_on: "eval:doc.period === 'Last Months'",
			mandatory_depends_on: "eval:doc.period === 'Last Months'",
		},
		...["from_date", "to_date"].map((fieldname) => ({
			fieldname,
			fieldtype: "Date",
			label: fieldname === "from_date" ? __("From") : __("To"),
			default: row?.[fieldname],
			depends_on: "eval:doc.period === 'From a Day to a Day'",
			mandatory_depends_on: "eval:doc.period === 'From a Day to a Day'",
		})),
		{
			fieldname: "any_group",
			fieldtype: "Select",
			label: __("Group"),
			options: GROUPS,
			default: row?.any_group,
			description: __("Of the conditions with the same number one is enough. Empty: it has to hold."),
		},
	];
}

function show_deed_inputs(dialog, deed, negated) {
	const change = (fieldname, properties) => {
		for (const [property, value] of Object.entries(properties))
			dialog.set_df_property(fieldname, property, value);
	};
	const chosen = negated === undefined ? dialog.get_value("negated") || "0" : String(negated);
	change("negated", {
		options: [
			{ value: "0", label: deed.label },
			{ value: "1", label: deed.otherwise },
		],
	});
	dialog.set_value("negated", chosen);
	change("record", {
		hidden: deed.record ? 0 : 1,
		options: deed.record || "",
		description: __("Empty: any"),
		label: deed.record_label || __("Which"),
	});
	change("choice", {
		hidden: deed.choices.length ? 0 : 1,
		options: [{ value: "", label: __("Any kind") }, ...deed.choices],
	});
	change("number", {
		hidden: deed.number ? 0 : 1,
		label: deed.number ? __("{0}: at least", [deed.number]) : "",
	});
	change("period", { hidden: deed.has_period ? 0 : 1 });
	// what does not belong to this deed must not go with it
	if (!deed.record) dialog.set_value("record", "");
	if (!deed.has_period) dialog.set_value("period", "");
}

// Members

function show_members(frm) {
	const $box = frm.get_field("members_html").$wrapper;
	const asked = (frm.asked_for_members = (frm.asked_for_members || 0) + 1);
	frappe
		.call({ method: `${FORM}.preview`, args: { segment: JSON.stringify(frm.doc) } })
		.then(({ message }) => {
			// an answer that was overtaken shows what no longer stands in the form
			if (asked !== frm.asked_for_members) return;
			show_sentences(frm, message.sentences);
			draw_members(frm, message, $box.empty());
		});
}

function show_sentences(frm, sentences) {
	for (const [place, [text]] of sentences.entries()) {
		const row = frm.doc.conditions[place];
		if (row) row.sentence = text;
	}
	frm.refresh_field("conditions");
}

function draw_members(frm, answer, $box) {
	if (answer.problem) {
		$("<div class='alert alert-danger' data-segment-problem>").html(answer.problem).appendTo($box);
		return;
	}
	$("<h4 data-segment-count>").text(describe_count(frm, answer)).appendTo($box);
	if (!answer.count) {
		$("<p class='text-muted'>").text(explain_nobody(frm, answer)).appendTo($box);
		return;
	}
	if (answer.agreed !== null && answer.agreed !== undefined) {
		const text = __("Of these NGOs {0} are verified and agreed to information by e-mail.", [
			answer.agreed,
		]);
		$("<p class='text-muted'>").text(text).appendTo($box);
	}
	draw_table(frm, answer, $box);
}

function describe_count(frm, { count, doctype }) {
	if (!count) return __("Nobody is in this segment");
	if (frm.doc.holds.startsWith("People")) return __("People in this segment: {0}", [count]);
	if (doctype === "NGO" && !frm.doc.additions?.some((row) => row.member_type !== "NGO"))
		return __("NGOs in this segment: {0}", [count]);
	return __("Organisations in this segment: {0}", [count]);
}

function explain_nobody(frm, { has_conditions }) {
	if (!has_conditions && !frm.doc.additions?.length)
		return __("It has no condition yet, and nobody who is always in. Add a field, or what they did.");
	return __(
		"No record that you may see fulfils all conditions. Remove one, or put some of them into one group."
	);
}

function draw_table(frm, { members, count }, $box) {
	const with_people = frm.doc.holds.startsWith("People");
	// on a phone all of a member stands in one cell
	const beside = "d-none d-md-table-cell";
	const head = [__("Organisation"), with_people && __("Person"), __("Municipality"), __("Why")].filter(
		Boolean
	);
	const rows = members.map((member) => {
		const more = [
			with_people && [member.person, __(member.function || "")].filter(Boolean).join(", "),
			member.municipality || "",
			member.reasons.join("; "),
		].filter((text) => text !== false);
		const $name = $("<a>")
			.attr("href", frappe.utils.get_form_link(member.doctype, member.name))
			.text(member.title);
		const below = more.filter(Boolean).map((text) => $("<div class='text-muted'>").text(text));
		return $("<tr>").append(
			$("<td>").append($name, $("<div class='d-md-none'>").append(below)),
			more.map((text) => $(`<td class="text-muted ${beside}">`).text(text))
		);
	});
	$("<div class='table-responsive'>")
		.append(
			$("<table class='table table-sm small' data-segment-members>").append(
				$("<thead>").append(
					$("<tr>").append(
						head.map((label, place) =>
							$(`<th scope="col" class="${place ? beside : ""}">`).text(label)
						)
					)
				),
				$("<tbody>").append(rows)
			)
		)
		.appendTo($box);
	const more = count - members.length;
	if (more > 0) {
		const text = __("and {0} more; all of them are in the list and in the export", [more]);
		$("<p class='text-muted'>").text(text).appendTo($box);
	}
}

function add_buttons(frm) {
	if (frm.is_new()) return;
	const doctype = get_doctype(frm);
	const saved = (action) => async () => {
		if (frm.is_dirty()) await frm.save();
		action();
	};
	const group = __("Show Members");
	frm.add_custom_button(
		__("As List"),
		saved(() => planota_hub.open_segment(doctype, frm.doc)),
		group
	);
	frm.add_custom_button(
		__("In Map"),
		saved(() => planota_hub.open_segment(doctype, frm.doc, "Map")),
		group
	);
	if (frappe.model.can_export(doctype)) {
		frm.add_custom_button(
			__("Export"),
			saved(() => window.open(`/api/method/${FORM}.export?segment=${encodeURIComponent(frm.doc.name)}`))
		);
	}
	if (frappe.model.can_create("Stakeholder Briefing")) {
		frm.add_custom_button(
			__("Write to Them"),
			saved(() => planota_hub.write_to_segment(frm.doc)),
			__("Create")
		);
	}
	if (frappe.model.can_create("Survey")) {
		frm.add_custom_button(
			__("Survey"),
			saved(() => frappe.new_doc("Survey", { segment: frm.doc.name })),
			__("Create")
		);
	}
	if (doctype === "NGO" && frappe.model.can_create("NGO")) planota_hub.offer_changes_of_segment(frm, saved);
}
