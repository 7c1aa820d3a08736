// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Development Plan", {
	setup(frm) {
		frm.set_query("ngo", () => ({ filters: { stage: ["in", ["Submitted", "Verified"]] } }));
		frm.set_query("template", () => ({ filters: { disabled: 0 } }));
		for (const [fieldname, roles] of Object.entries(PEOPLE)) {
			frm.set_query(fieldname, () => ({ query: USER_QUERY, filters: { roles } }));
		}
		for (const table of ["goals", "steps"]) {
			frm.set_query("area", table, () => ({ filters: { disabled: 0 } }));
		}
		frm.set_query("assigned_to", "steps", () => ({
			query: USER_QUERY,
			filters: { roles: [...PEOPLE.mentor, ...PEOPLE.responsible] },
		}));
		lock_rows(frm, "scores");
	},

	refresh(frm) {
		frm.toggle_display(["progress_html", "capacity_html"], !frm.is_new());
		if (frm.is_new()) return;
		show_what_is_missing(frm);
		show_progress(frm);
		show_capacity(frm);
		add_buttons(frm);
	},
});

const USER_QUERY = "planota_hub.capacity_building.support.people.find_users_with_role";
const PEOPLE = { mentor: ["Hub Mentor"], responsible: ["Hub Officer", "Hub Manager"] };
const ENDED_STAGES = ["Not Selected", "Completed", "Withdrawn"];
// the refusal of a step names everything, the box above the form the first things
const SHOWN_MISSING = 4;
const RUNNING_STAGES = ["Active", "Completed", "Withdrawn"];
// as in the reports
const KIND_COLOURS = {
	Workshop: "#1f7a5c",
	Mentoring: "#3b82c4",
	Counselling: "#d9a441",
	Information: "#8a6fb0",
	"Application Help": "#c4623b",
	"Report Help": "#6b7a79",
};

// there is one row per criterion, no more and no less
function lock_rows(frm, table) {
	frm.set_df_property(table, "cannot_add_rows", true);
	frm.set_df_property(table, "cannot_delete_rows", true);
}

function show_what_is_missing(frm) {
	const missing = frm.doc.__onload?.missing || [];
	if (frm.doc.stage === "Withdrawn" || frm.doc.stage === "Not Selected") {
		const reason = frappe.utils.escape_html(frm.doc.withdrawal_reason || "");
		frm.set_intro(__("Reason: {0}", [reason]), "orange");
	} else if (missing.length) {
		const shown = missing.slice(0, SHOWN_MISSING);
		const more = missing.length - shown.length;
		if (more) shown.push(__("and {0} more", [more]));
		const lines = shown.map((line) => `<li>${line}</li>`).join("");
		frm.set_intro(`${__("Before the next step:")}<ul class="mb-0">${lines}</ul>`, "blue");
	}
}

// a bar of hours by kind, as long as what is required
function show_progress(frm) {
	const { hours, progress } = frm.doc.__onload || {};
	if (!RUNNING_STAGES.includes(frm.doc.stage) || !progress) {
		frm.toggle_display("progress_html", false);
		return;
	}
	const whole = Math.max(progress.required, progress.delivered) || 1;
	const kinds = Object.keys(hours).filter((kind) => hours[kind]);
	const $bar = $("<div class='progress' style='height: 18px'>").attr({
		role: "img",
		"aria-label": describe_progress(progress),
	});
	const $legend = $("<div class='small mt-2' style='display: flex; flex-wrap: wrap; gap: 4px 16px'>");
	for (const kind of kinds) {
		const label = `${__(kind)}: ${format_hours(hours[kind])}`;
		$("<div class='progress-bar'>")
			.css({ width: `${(hours[kind] / whole) * 100}%`, background: KIND_COLOURS[kind] })
			.attr("title", label)
			.appendTo($bar);
		$("<span>")
			.append($("<span>").css({ color: KIND_COLOURS[kind] }).text("■ "), document.createTextNode(label))
			.appendTo($legend);
	}
	const $title = $("<div class='mb-2'>").append($("<strong>").text(describe_progress(progress)));
	frm.fields_dict.progress_html.$wrapper
		.empty()
		.append($("<div class='form-group frappe-card p-3'>").append($title, $bar, $legend));
}

function describe_progress({ delivered, required, missing }) {
	const text = __("{0} of {1} hours of support", [
		planota_hub.show_number(delivered),
		planota_hub.show_number(required),
	]);
	return missing ? `${text}, ${__("{0} missing", [format_hours(missing)])}` : text;
}

function format_hours(hours) {
	return __("{0} h", [planota_hub.show_number(hours)]);
}

function show_capacity(frm) {
	const chart = frm.doc.__onload?.radar;
	const empty = `<p class="text-muted">${__("Nothing has been assessed yet.")}</p>`;
	frm.fields_dict.capacity_html.$wrapper.html(chart || empty);
}

function add_buttons(frm) {
	if (!frm.has_perm("write")) return;
	if (frm.doc.template && frm.doc.starts_on && !ENDED_STAGES.includes(frm.doc.stage)) {
		frm.add_custom_button(__("Add Steps of the Template"), () => add_steps(frm));
	}
	if (frappe.model.can_create("Capacity Assessment") && !ENDED_STAGES.includes(frm.doc.stage)) {
		frm.add_custom_button(__("Assess Capacity"), () =>
			frappe.new_doc("Capacity Assessment", { development_plan: frm.doc.name })
		);
	}
}

async function add_steps(frm) {
	if (frm.is_dirty()) await frm.save();
	const { message: number } = await frm.call("add_template_steps");
	await frm.reload_doc();
	frappe.show_alert({
		message: number
			? __("{0} steps were added.", [number])
			: __("All steps of the template are there already."),
		indicator: number ? "green" : "blue",
	});
}
