// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Joint Action Plan", {
	setup(frm) {
		frm.set_query("field_of_work", () => ({ filters: { disabled: 0 } }));
		frm.set_query("plan_of", ({ plan_of_type }) => ({ filters: OWNER_FILTERS[plan_of_type] || {} }));
		frm.set_query("responsible", () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Officer", "Hub Manager", "Hub Mentor", "Network Coordinator"] },
		}));
		frm.set_query("partner", "parties", (doc, cdt, cdn) => ({
			filters: locals[cdt][cdn].partner_type === "NGO" ? { stage: "Verified" } : { disabled: 0 },
		}));
	},

	onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.responsible) frm.set_value("responsible", frappe.session.user);
		if (!frm.doc.year) frm.set_value("year", Number(frappe.datetime.get_today().slice(0, 4)));
	},

	refresh(frm) {
		frm.toggle_display("plan_of_name", false); // for lists; here the link shows it
		frm.toggle_enable(["plan_of_type", "plan_of"], frm.is_new());
		frm.toggle_enable("municipality", frm.doc.plan_of_type === "Local Network");
		frm.toggle_display("progress_html", !frm.is_new());
		if (frm.is_new()) return;
		show_progress(frm);
		show_actions(frm);
		add_buttons(frm);
	},

	plan_of_type(frm) {
		planota_hub.keep_if_of_kind(frm, "plan_of_type", "plan_of");
		frm.toggle_enable("municipality", frm.doc.plan_of_type === "Local Network");
	},
});

frappe.ui.form.on("Joint Action Plan Party", {
	partner_type(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, "partner", "");
	},
});

const OWNER_FILTERS = { "Partnership Consortium": { stage: ["!=", "Closed"] } };
const STATUS_COLOURS = { Planned: "gray", "In Progress": "blue", Done: "green", Dropped: "gray" };

function show_progress({ doc, fields_dict }) {
	const $box = fields_dict.progress_html.$wrapper.empty();
	if (!doc.actions_total) return;
	const parts = [__("{0} of {1} actions are done", [doc.actions_done, doc.actions_total])];
	if (doc.actions_overdue) parts.push(__("{0} overdue", [doc.actions_overdue]));
	const text = parts.join(", ");
	const $bar = $("<div class='progress' style='height: 18px'>")
		.attr({ role: "img", "aria-label": `${text}, ${Math.round(doc.progress_percent)} %` })
		.append(
			$("<div class='progress-bar'>")
				.css({ width: `${doc.progress_percent}%`, background: "#1f7a5c" })
				.text(`${Math.round(doc.progress_percent)} %`)
		);
	$box.append(
		$("<div class='form-group frappe-card p-3'>").append(
			$("<div class='mb-2'>").append($("<strong>").text(text)),
			$bar
		)
	);
}

function show_actions(frm) {
	const actions = frm.doc.__onload?.actions || [];
	const $box = frm.fields_dict.actions_html.$wrapper.empty();
	if (!actions.length) {
		$box.append($("<p class='text-muted'>").text(__("There is no action yet.")));
		return;
	}
	const $table = $("<table class='table table-bordered'>").append(
		$("<thead>").append(
			draw_row(
				[__("Action", null, "Joint Action"), __("Partner"), __("Time"), __("Status"), __("Cost")],
				"th"
			)
		)
	);
	const $body = $("<tbody>").appendTo($table);
	for (const action of actions) $body.append(draw_row(describe_action(action), "td"));
	$box.append($("<div class='table-responsive'>").append($table));
}

function draw_row(cells, tag) {
	return $("<tr>").append(cells.map((cell) => $(`<${tag}>`).append(cell)));
}

function describe_action(action) {
	const day = frappe.datetime.str_to_user;
	const $status = $("<span class='indicator-pill'>")
		.addClass(action.is_overdue ? "red" : STATUS_COLOURS[action.status])
		.text(action.is_overdue ? __("Overdue") : __(action.status));
	const proof = action.evidence || action.evidence_link || action.evidence_file;
	const progress = `${Math.round(action.progress_percent)} %${proof ? ` · ${__("with evidence")}` : ""}`;
	return [
		$("<a>")
			.attr("href", frappe.utils.get_form_link("Joint Action", action.name))
			.text(action.action_title),
		document.createTextNode(action.partner_name || ""),
		document.createTextNode(`${day(action.starts_on)} – ${day(action.due_on)}`),
		$("<div>").append($status, $("<div class='small text-muted mt-1'>").text(progress)),
		$("<span class='text-nowrap'>").html(
			(action.unknown_numbers || "").includes(",planned_cost,")
				? "–"
				: format_currency(action.planned_cost)
		),
	];
}

function add_buttons(frm) {
	const is_open = !["Completed", "Cancelled"].includes(frm.doc.stage);
	if (is_open && frappe.model.can_create("Joint Action")) {
		frm.add_custom_button(__("Add Action"), () =>
			frappe.new_doc("Joint Action", {
				joint_action_plan: frm.doc.name,
				starts_on: frm.doc.starts_on,
				due_on: frm.doc.ends_on,
			})
		);
	}
	if (!frm.doc.actions_total) return;
	frm.add_custom_button(__("Gantt"), () => show_gantt(frm));
	frm.add_custom_button(__("Print Plan"), () => {
		const query = new URLSearchParams({
			doctype: frm.doctype,
			name: frm.doc.name,
			format: "Joint Action Agreement",
			trigger_print: 0,
			_lang: frappe.boot.lang,
		});
		window.open(`/printview?${query}`);
	});
}

// a year fits on the screen by months; whoever has chosen another view keeps it
async function show_gantt(frm) {
	const settings = await frappe.model.user_settings.get("Joint Action");
	if (!settings.Gantt?.gantt_view_mode) {
		await frappe.model.user_settings.save("Joint Action", "Gantt", { gantt_view_mode: "Month" });
	}
	frappe.set_route("List", "Joint Action", "Gantt", { joint_action_plan: frm.doc.name });
}
