// SPDX-License-Identifier: GPL-3.0-only
const RUNS = "planota_hub.planota_hub.register.sources.runs";
const DECISIONS = "planota_hub.planota_hub.register.sources.decisions";
const UPLOADING = "planota_hub.planota_hub.register.sources.uploading";
const MINISTRIES = "planota_hub.planota_hub.register.sources.ministries";
const SECONDS_BETWEEN_LOOKS = 2;
const UNDER_WAY = ["Comparing", "Applying", "Undoing"];
const DECIDED_TOGETHER = ["New", "Changed", "Gone"];
const COUNT_OF = {
	New: "new_count",
	Changed: "changed_count",
	Gone: "gone_count",
	"In Doubt": "in_doubt_count",
	Refused: "refused_count",
};

frappe.ui.form.on("Register Import", {
	setup(frm) {
		frm.set_query("register_source", () => ({ filters: { disabled: 0 } }));
		planota_hub.send_in_pieces(frm.get_field("file"), {
			begin: `${UPLOADING}.begin_upload`,
			add: `${UPLOADING}.add_piece`,
		});
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.register_source) propose_source(frm);
	},

	refresh(frm) {
		const is_free = frm.is_new() || ["Draft", "Failed"].includes(frm.doc.status);
		for (const fieldname of ["file", "as_of"]) frm.set_df_property(fieldname, "read_only", !is_free);
		// then nothing is left that could be saved
		is_free ? frm.enable_save() : frm.disable_save();
		// the word beside the title says it; of a field the framework would say it as of a call for funding
		frm.toggle_display("status", false);
		frm.toggle_display(
			["comparison_section", "result_section", "course_section"],
			!frm.is_new() && frm.doc.status !== "Draft"
		);
		show_progress(frm, { ...frm.doc, ...frm.doc.__onload });
		if (frm.is_new()) return;
		add_buttons(frm);
		if (UNDER_WAY.includes(frm.doc.status)) look_again(frm);
	},
});

async function propose_source(frm) {
	const sources = await frappe.db.get_list("Register Source", {
		filters: { disabled: 0 },
		fields: ["name"],
		order_by: "creation asc",
		limit: 1,
	});
	if (sources.length && !frm.doc.register_source) frm.set_value("register_source", sources[0].name);
}

function add_buttons(frm) {
	if (!frm.perm[0]?.write || frm.is_dirty()) return;
	const { status, phase } = frm.doc;
	const button = (label, action) => frm.add_custom_button(label, action);
	if (status === "Draft" || (status === "Failed" && phase === "Comparing"))
		button(__("Compare"), () => run(frm, "start_comparison")).addClass("btn-primary");
	if (["To Review", "Applied"].includes(status)) {
		button(__("Review Rows"), () => show_rows(frm, {}));
		if (DECIDED_TOGETHER.some((kind) => frm.doc[COUNT_OF[kind]]))
			button(__("Accept or Leave"), () => decide(frm));
		if (!has_only_refused(frm)) button(__("Apply"), () => confirm_applying(frm)).addClass("btn-primary");
		button(__("Compare Once More"), () => run(frm, "start_comparison"));
	}
	if (status === "To Review" && frm.doc.refused_count && frappe.model.can_create("Stakeholder"))
		offer_missing_ministries(frm);
	if (["Draft", "Failed"].includes(status) && frappe.model.can_write("Register Source"))
		button(__("Propose Columns"), () => propose_columns(frm));
	if (UNDER_WAY.includes(status)) button(__("Stop"), () => run(frm, "stop"));
	if (status === "Stopped" || (status === "Failed" && ["Applying", "Undoing"].includes(phase)))
		button(__("Resume"), () => run(frm, "resume"));
	const can_undo = frappe.user.has_role("Hub Manager") || frappe.user.has_role("System Manager");
	if (can_undo && (status === "Applied" || (status === "Stopped" && phase === "Applying")))
		button(__("Undo the Import"), () => confirm_undoing(frm));
}

function has_only_refused({ doc }) {
	return (
		doc.refused_count && Object.values(COUNT_OF).every((name) => name === "refused_count" || !doc[name])
	);
}

// a list of statuses names ministries that a new hub does not have: then its rows are refused
async function offer_missing_ministries(frm) {
	const { name } = frm.doc;
	const { message: source } = await frappe.db.get_value("Register Source", frm.doc.register_source, "kind");
	if (source.kind !== "Public-Interest List") return;
	const args = { register_import: name };
	const { message: missing } = await frappe.call({
		method: `${MINISTRIES}.find_missing_ministries`,
		args,
	});
	if (!missing.length || frm.doc.name !== name || frm.doc.status !== "To Review") return;
	// there is not room for both
	frm.remove_custom_button(__("Compare Once More"));
	frm.page.add_menu_item(__("Compare Once More"), () => run(frm, "start_comparison"));
	frm.add_custom_button(__("Enter Missing Ministries"), () =>
		frappe.confirm(
			__(
				"The hub does not have these ministries: {0}. Enter them as stakeholders, and compare the file once more?",
				[missing.map(frappe.utils.escape_html).join(", ")]
			),
			async () => {
				await frappe.call({
					method: `${MINISTRIES}.enter_missing_ministries`,
					args,
					freeze: true,
				});
				frm.reload_doc();
			}
		)
	);
}

async function propose_columns(frm) {
	const { message } = await frappe.call({
		method: "planota_hub.planota_hub.register.sources.proposals.propose_columns",
		args: { register_import: frm.doc.name },
		freeze: true,
	});
	frappe.show_alert({ message: __("{0} columns added to the source", [message]), indicator: "green" });
	frappe.set_route("Form", "Register Source", frm.doc.register_source);
}

async function run(frm, action) {
	await frappe.call({
		method: `${RUNS}.${action}`,
		args: { register_import: frm.doc.name },
		freeze: true,
	});
	await frm.reload_doc();
}

function show_rows(frm, filters) {
	frappe.set_route("List", "Register Import Row", { register_import: frm.doc.name, ...filters });
}

function decide(frm) {
	const kinds = DECIDED_TOGETHER.filter((kind) => frm.doc[COUNT_OF[kind]]);
	const dialog = new frappe.ui.Dialog({
		title: __("Accept or Leave"),
		fields: [
			{
				fieldname: "help",
				fieldtype: "HTML",
				options: `<p>${__(
					"For all rows of these kinds on which nobody has decided yet. Values that were entered in the hub are not overwritten: open a row and tick what is to be taken."
				)}</p>`,
			},
			...kinds.map((kind) => ({
				fieldname: frappe.scrub(kind),
				fieldtype: "Check",
				label: `${__(kind)} (${frm.doc[COUNT_OF[kind]]})`,
				default: kind === "Gone" ? 0 : 1,
			})),
			{
				fieldname: "decision",
				fieldtype: "Select",
				label: __("Decision"),
				options: ["Accept", "Leave"].map((value) => ({ value, label: __(value) })),
				default: "Accept",
				reqd: 1,
			},
		],
		primary_action_label: __("Decide"),
		async primary_action(values) {
			dialog.hide();
			const { message } = await frappe.call({
				method: `${DECISIONS}.decide_kinds`,
				args: {
					register_import: frm.doc.name,
					kinds: kinds.filter((kind) => values[frappe.scrub(kind)]),
					decision: values.decision,
				},
				freeze: true,
			});
			if (message)
				frappe.show_alert({ message: __("{0} rows decided", [message]), indicator: "green" });
			else
				frappe.msgprint(
					__(
						"No row of these kinds waited for a decision any more; somebody has decided on all of them. Review Rows shows who."
					)
				);
			frm.reload_doc();
		},
	});
	dialog.show();
}

function confirm_applying(frm) {
	frappe.confirm(__("{0} rows were decided on. Do now what was decided?", [frm.doc.accepted_count]), () =>
		run(frm, "start_applying")
	);
}

function confirm_undoing(frm) {
	frappe.confirm(
		__(
			"Take this import back? NGOs that it has created and nobody has touched are deleted, changed values are put back. What has been changed since stays."
		),
		() => run(frm, "start_undoing")
	);
}

function show_progress(frm, figures) {
	const $box = frm.get_field("progress_html").$wrapper.empty();
	if (frm.is_new() || figures.status === "Draft") {
		$("<p class='text-muted'>")
			.text(
				__(
					"Save, then compare: nothing of the register changes before you have seen what the file says and accepted it."
				)
			)
			.appendTo($box);
		return;
	}
	const colors = { Stopped: "bg-warning", Failed: "bg-danger", Applied: "bg-success" };
	if (UNDER_WAY.includes(figures.status) || figures.status === "Stopped") {
		const percent = Math.round(figures.share_done || 0);
		$("<div class='mb-2' data-import-progress>")
			.text(__("{0}: {1} %", [__(figures.status), percent]))
			.appendTo($box);
		$("<div class='progress mb-3'>")
			.append(
				$(`<div class="progress-bar ${colors[figures.status] || ""}" role="progressbar">`)
					.attr({ "aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100 })
					.css("width", `${percent}%`)
			)
			.appendTo($box);
	}
	const pill_colors = { New: "green", Changed: "blue", Gone: "gray", "In Doubt": "orange", Refused: "red" };
	const $pills = $("<div class='mb-3' data-import-counts>").appendTo($box);
	for (const [kind, fieldname] of Object.entries(COUNT_OF)) {
		if (!figures[fieldname]) continue;
		$(`<a href="#" class="indicator-pill ${pill_colors[kind]} mr-2 mb-2">`)
			.text(`${__(kind)}: ${figures[fieldname]}`)
			.on("click", (event) => {
				event.preventDefault();
				show_rows(frm, { kind });
			})
			.appendTo($pills);
	}
}

// the figures move while a worker reads or applies; the form follows as long as it is open
function look_again(frm) {
	const { name } = frm.doc;
	setTimeout(async () => {
		const is_open = () => frm.doc.name === name && frappe.get_route()[2] === name;
		if (!is_open()) return;
		const { message } = await frappe.call({
			method: `${RUNS}.get_progress`,
			args: { register_import: name },
		});
		if (!is_open()) return;
		show_progress(frm, message);
		for (const [fieldname, figure] of Object.entries(message)) {
			if (!frm.fields_dict[fieldname]) continue;
			frm.doc[fieldname] = figure;
			frm.refresh_field(fieldname);
		}
		if (UNDER_WAY.includes(message.status)) look_again(frm);
		else frm.reload_doc();
	}, SECONDS_BETWEEN_LOOKS * 1000);
}
