// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Survey", {
	setup(frm) {
		frm.set_query("segment", () => ({ filters: { disabled: 0 } }));
		frm.set_query("responsible", () => ({ filters: { enabled: 1 } }));
		frm.set_query("former_survey", () => ({ filters: { name: ["!=", frm.doc.name || ""] } }));
	},

	refresh(frm) {
		freeze_what_was_promised(frm);
		if (frm.is_new()) return;
		show_course(frm);
		show_open_link(frm);
		show_results(frm);
		if (frm.perm[0]?.write) add_buttons(frm);
	},
});

// what is settled since people answer shows so
function freeze_what_was_promised(frm) {
	const has_begun = !["Draft", undefined, ""].includes(frm.doc.stage);
	for (const fieldname of ["answered_through", "answers_by", "is_anonymous", "segment"]) {
		frm.set_df_property(fieldname, "read_only", has_begun ? 1 : 0);
	}
	const is_answered = frm.doc.answers_count > 0 || ["Closed", "Withdrawn"].includes(frm.doc.stage);
	frm.set_df_property("questions", "read_only", is_answered ? 1 : 0);
	frm.set_df_property("closes_on", "read_only", ["Closed", "Withdrawn"].includes(frm.doc.stage) ? 1 : 0);
}

function show_course(frm) {
	const { stage, answered_through, answers_count, invited_count } = frm.doc;
	frm.set_intro("");
	if (stage !== "Open") return;
	const said =
		answered_through === "Personal Link"
			? __("{0} of {1} have answered.", [answers_count, invited_count])
			: __("Answers so far: {0}", [answers_count]);
	frm.set_intro(said, "blue");
}

async function show_open_link(frm) {
	const $place = frm.get_field("link_html").$wrapper.empty();
	if (frm.doc.answered_through !== "Open Link" || frm.doc.stage !== "Open") return;
	const { message: url } = await frm.call("get_open_link");
	$place.append(
		$("<p>").text(__("Anybody answers at this address:")),
		$("<p>").append($("<a>", { href: url, target: "_blank", rel: "noopener" }).text(url)),
		$("<button>", { class: "btn btn-default btn-sm mb-3" })
			.text(__("Copy the Address"))
			.on("click", () => frappe.utils.copy_to_clipboard(url))
	);
}

function add_buttons(frm) {
	const { stage, answered_through, answers_count, follow_up, is_anonymous } = frm.doc;
	if (stage === "Open" && answered_through === "Personal Link") {
		frm.add_custom_button(__("Invite a Segment"), () => invite(frm));
	}
	if (stage === "Closed") frm.add_custom_button(__("Ask Again"), () => ask_again(frm));
	const finder = frm.doc.questions.find(({ kind }) => kind === "Date Finder");
	if (finder && answers_count && !follow_up && ["Open", "Closed"].includes(stage)) {
		const create = __("Create");
		frm.add_custom_button(__("Hub Meeting"), () => plan(frm, finder, "Hub Meeting"), create);
		frm.add_custom_button(__("Hub Event"), () => plan(frm, finder, "Hub Event"), create);
	}
	const group = __("Open", null, "Hub Event");
	if (frm.doc.questions.length) {
		frm.add_custom_button(__("Page as Seen"), () => open_page(frm), group);
	}
	if (!answers_count) return;
	frm.add_custom_button(
		__("Survey Results"),
		() => frappe.set_route("query-report", "Survey Results", { survey: frm.doc.name }),
		group
	);
	frm.add_custom_button(__("Print"), () => open_print(frm), group);
	if (!is_anonymous && frappe.model.can_export("Survey Answer")) {
		frm.add_custom_button(__("Table of the Answers"), () => download(frm), group);
	}
}

function open_page(frm) {
	if (frm.is_dirty()) return frappe.msgprint(__("Please save the survey first."));
	const query = new URLSearchParams({ preview: frm.doc.name, _lang: frm.doc.language });
	window.open(`/survey?${query}`);
}

function open_print(frm) {
	const query = new URLSearchParams({
		doctype: frm.doctype,
		name: frm.doc.name,
		format: "Survey Results",
		no_letterhead: 1,
	});
	window.open(`/printview?${query}`);
}

function download(frm) {
	const method = "planota_hub.planota_hub.surveys.export.download_answers";
	window.open(`/api/method/${method}?survey=${encodeURIComponent(frm.doc.name)}`);
}

// Results

async function show_results(frm) {
	const $place = frm.get_field("results_html").$wrapper.empty();
	if (frm.doc.stage === "Draft" || !frm.doc.answers_count) return;
	const { message: results } = await frm.call("get_results");
	$place.empty();
	if (results.reason) $place.append($("<p class='text-muted'>").text(results.reason));
	let section = "";
	for (const question of results.questions) {
		if (question.section && question.section !== section) {
			section = question.section;
			$place.append($("<h5 class='mt-4'>").text(section));
		}
		$place.append(planota_hub.draw_question(question));
	}
	if (!results.reason) show_groups(frm, $place);
}

// what the answers of groups say; which groups is chosen above the tables
function show_groups(frm, $place) {
	const $tables = $("<div>");
	const control = frappe.ui.form.make_control({
		df: {
			fieldname: "broken_down_by",
			fieldtype: "Select",
			label: __("Broken Down By"),
			options: [
				{ value: "", label: __("All answers together") },
				{ value: "municipality", label: __("Municipality") },
				{ value: "field_of_work", label: __("Field of Work") },
				{ value: "legal_form", label: __("Legal Form") },
			],
			onchange: () => draw_groups(frm, control.get_value(), $tables),
		},
		parent: $("<div class='mt-4' style='max-width: 20rem'>").appendTo($place),
		render_input: true,
	});
	$place.append($tables);
}

async function draw_groups(frm, dimension, $tables) {
	$tables.attr("data-dimension", dimension).empty();
	if (!dimension) return;
	const { message } = await frm.call("get_groups", { dimension });
	// another one was chosen meanwhile
	if ($tables.attr("data-dimension") !== dimension) return;
	$tables.empty();
	if (message.note) $tables.append($("<p class='text-muted'>").text(message.note));
	for (const { question, tables } of message.questions) {
		$tables.append($("<p class='mb-1 mt-3'>").append($("<strong>").text(question)));
		for (const table of tables) $tables.append(draw_table(message.label, table));
	}
}

// a column for each group, so that they are compared side by side
function draw_table(dimension, { label, columns, lines }) {
	const make_row = (heading, figures) =>
		$("<tr>").append(
			$("<th scope='row' class='font-weight-normal'>").text(heading),
			figures.map((text) => $("<td class='text-right text-nowrap'>").text(text))
		);
	const $rows = [
		make_row(
			__("Answers"),
			lines.map(({ answered }) => answered)
		),
	];
	if (lines.some(({ mean }) => mean)) {
		$rows.push(
			make_row(
				__("Mean"),
				lines.map(({ mean }) => mean)
			)
		);
	}
	columns.forEach((column, place) =>
		$rows.push(
			make_row(
				column,
				lines.map(({ shares }) => shares[place])
			)
		)
	);
	const $head = $("<tr>").append(
		$("<th scope='col'>").text(dimension),
		lines.map(({ group }) => $("<th scope='col' class='text-right'>").text(group))
	);
	const $table = $("<table class='table table-bordered table-sm small mb-2' style='width: auto'>").append(
		label ? $("<caption style='caption-side: top; padding: 0.25rem 0'>").text(label) : "",
		$("<thead>").append($head),
		$("<tbody>").append($rows)
	);
	return $("<div style='overflow-x: auto' tabindex='0' role='region'>")
		.attr("aria-label", label || dimension)
		.append($table);
}

// The day that was found

async function plan(frm, finder, doctype) {
	const { message: results } = await frm.call("get_results");
	if (results.reason) return frappe.msgprint(results.reason);
	const { rows } = results.questions.find(({ code }) => code === finder.code);
	const lines = finder.choices.split("\n");
	const best = rows.findIndex(({ is_best }) => is_best);
	const is_event = doctype === "Hub Event";
	const dialog = new frappe.ui.Dialog({
		title: __(doctype),
		fields: [
			{
				fieldname: "title",
				fieldtype: "Data",
				label: __("Title"),
				reqd: 1,
				default: frm.doc.survey_title,
			},
			{
				fieldname: "day",
				fieldtype: "Select",
				label: __("Day"),
				reqd: 1,
				options: lines.map((value, place) => ({ value, label: rows[place].label })),
				default: lines[Math.max(best, 0)],
			},
			{
				fieldname: "delivery",
				fieldtype: "Select",
				label: __("Delivery"),
				reqd: 1,
				options: ["In Person", "Online", "Hybrid"].map((value) => ({ value, label: __(value) })),
				default: "Online",
			},
			{
				fieldname: "venue",
				fieldtype: "Data",
				label: __("Venue"),
				depends_on: "eval:doc.delivery !== 'Online'",
				mandatory_depends_on: "eval:doc.delivery !== 'Online'",
			},
			{
				fieldname: "municipality",
				fieldtype: "Link",
				options: "Municipality",
				label: __("Municipality"),
				depends_on: "eval:doc.delivery !== 'Online'",
				mandatory_depends_on: "eval:doc.delivery !== 'Online'",
			},
			...(is_event ? get_event_fields() : []),
		],
		primary_action_label: __("Create"),
		async primary_action({ day, ...values }) {
			const args = { doctype, code: finder.code, day, values };
			const { message: name } = await frm.call("plan", args);
			dialog.hide();
			frappe.set_route("Form", doctype, name);
		},
	});
	dialog.show();
}

function get_event_fields() {
	return [
		{
			fieldname: "event_kind",
			fieldtype: "Link",
			options: "Event Kind",
			label: __("Kind of Event"),
			get_query: () => ({ filters: { disabled: 0 } }),
			reqd: 1,
		},
		{ fieldname: "capacity", fieldtype: "Int", label: __("Seats"), reqd: 1, default: 30 },
	];
}

function invite(frm) {
	const title = __("Invite a Segment");
	frappe.prompt(
		[
			{
				fieldname: "segment",
				fieldtype: "Link",
				options: "Audience Segment",
				label: __("Segment"),
				description: __("Those of it who are not asked yet; nobody is asked twice."),
				get_query: () => ({ filters: { disabled: 0 } }),
				default: frm.doc.segment,
				reqd: 1,
			},
		],
		async (args) => {
			const number = await planota_hub.send_after_preview({
				frm,
				method: "invite",
				args,
				options: { title },
			});
			if (number === undefined) return;
			frappe.show_alert({ message: __("E-mails in the queue: {0}", [number]), indicator: "green" });
			frm.reload_doc();
		},
		title,
		__("Look at It")
	);
}

// the same questions once more, to be compared with these answers
function ask_again(frm) {
	const survey = frappe.model.copy_doc(frm.doc);
	survey.former_survey = frm.doc.name;
	frappe.set_route("Form", "Survey", survey.name);
}
