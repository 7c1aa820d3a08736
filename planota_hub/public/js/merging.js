// SPDX-License-Identifier: GPL-3.0-only
// Two records that are one: what a merge would do, then do it or hand it to those who may
frappe.provide("planota_hub");

const MERGING = "planota_hub.planota_hub.merging.records";
planota_hub.MERGING_ROLES = ["Hub Manager", "Hub Officer"];

// a menu entry in every form whose records can be merged
planota_hub.add_merge_action = (frm) => {
	const may_merge = planota_hub.MERGING_ROLES.some((role) => frappe.user.has_role(role));
	if (frm.is_new() || !may_merge || !frm.has_perm("write")) return;
	frm.page.add_menu_item(__("Merge with Another"), () => planota_hub.choose_other(frm));
};

planota_hub.choose_other = (frm) => {
	frappe.prompt(
		{
			fieldname: "other",
			fieldtype: "Link",
			options: frm.doctype,
			label: __("Which one is the same?"),
			description: __(
				"It goes; all that hangs on it comes over to this one. First you see what would happen."
			),
			get_query: () => planota_hub.query_others(frm),
			filter_description: __("All but this one"),
			only_select: 1,
			reqd: 1,
		},
		({ other }) => planota_hub.preview_merge(frm.doctype, frm.doc.name, other, frm),
		__("Merge with Another"),
		__("Show What Would Happen")
	);
};

planota_hub.query_others = (frm) =>
	frm.doctype === "Contact"
		? { query: "planota_hub.planota_hub.register.people.search_people" }
		: { filters: { name: ["!=", frm.doc.name] } };

// the form from which it was asked is read again afterwards
planota_hub.preview_merge = async (doctype, keep, merge, frm) => {
	const plan = await frappe.xcall(`${MERGING}.preview_merge`, { doctype, keep, merge });
	const dialog = new frappe.ui.Dialog({
		title: __("Merge Two Records"),
		size: "extra-large",
		fields: [
			{ fieldname: "plan", fieldtype: "HTML", options: planota_hub.show_plan(plan) },
			{
				fieldname: "note",
				fieldtype: "Small Text",
				label: __("Note for the managers"),
				hidden: plan.may_merge,
			},
		],
		primary_action_label: plan.may_merge ? __("Merge") : __("Ask a Manager to Merge"),
		secondary_action_label: __("Keep the Other One"),
		primary_action: async () => {
			const choices = $(dialog.body)
				.find("input[data-choice]:checked")
				.map((_index, box) => box.dataset.choice)
				.get();
			const note = dialog.get_value("note");
			dialog.hide();
			try {
				await planota_hub.carry_out_merge(doctype, plan, choices, note);
			} catch {
				return; // the server has said why
			}
			if (frm && frm.doc.name !== plan.merged.name) frm.reload_doc();
		},
		secondary_action: () => {
			dialog.hide();
			planota_hub.preview_merge(doctype, merge, keep, frm);
		},
	});
	dialog.show();
};

planota_hub.carry_out_merge = async (doctype, plan, choices, note) => {
	const [keep, merge] = [plan.kept.name, plan.merged.name];
	if (!plan.may_merge) {
		await frappe.xcall(`${MERGING}.propose_merge`, { doctype, keep, merge, note });
		return frappe.show_alert({ message: __("The managers were asked"), indicator: "blue" });
	}
	const seen = { [keep]: plan.kept.modified, [merge]: plan.merged.modified };
	try {
		await frappe.xcall(`${MERGING}.merge_records`, { doctype, keep, merge, choices, seen });
	} finally {
		frappe.hide_progress();
	}
	frappe.show_alert({ message: __("Merged"), indicator: "green" });
	frappe.model.clear_doc(doctype, merge);
	frappe.model.clear_doc(doctype, keep);
	frappe.set_route("Form", doctype, keep);
};

planota_hub.show_plan = (plan) => {
	const text = (value) => frappe.utils.escape_html(`${value ?? ""}`);
	const record = ({ title, name }) => `<strong>${text(title)}</strong> (${text(name)})`;
	const choice = ({ fieldname }) =>
		fieldname && plan.may_merge
			? `<label class="mb-0"><input type="checkbox" data-choice="${text(fieldname)}"> ${__("take this")}</label>`
			: "";
	const differences = plan.differences
		.map(
			(row) =>
				`<tr><td>${text(row.label)}</td><td>${text(row.kept)}</td><td>${text(row.merged)} ${choice(row)}</td></tr>`
		)
		.join("");
	const parts = plan.parts
		.map(
			(row) =>
				`<tr><td>${text(row.label)}</td><td class="text-right">${row.moved || ""}</td><td class="text-right">${row.joined || ""}</td><td class="text-right">${row.removed || ""}</td><td>${text(row.note)}</td></tr>`
		)
		.join("");
	return `
		<p>${__("{0} stays.", [record(plan.kept)])}
			${__("{0} goes: all that hangs on it comes over, what only it knows is filled in. Within a month the merge can be undone.", [record(plan.merged)])}</p>
		<h5>${__("What contradicts")}</h5>
		${
			differences
				? `<div class="table-responsive"><table class="table table-bordered"><thead><tr><th></th><th>${__("Stays")}</th><th>${__("Goes")}</th></tr></thead><tbody>${differences}</tbody></table></div>`
				: `<p class="text-muted">${__("Nothing: what both know is the same.")}</p>`
		}
		<h5>${__("What moves")}</h5>
		${
			parts
				? `<div class="table-responsive"><table class="table table-bordered"><thead><tr><th>${__("Kind of Record")}</th><th class="text-right">${__("Moved")}</th><th class="text-right">${__("Joined")}</th><th class="text-right">${__("Removed")}</th><th>${__("Note")}</th></tr></thead><tbody>${parts}</tbody></table></div>
				<p class="text-muted">${__("Joined: of two rows that say the same, one stays. Removed: what each gives once, and the other gave too.")}</p>`
				: `<p class="text-muted">${__("Nothing hangs on it.")}</p>`
		}`;
};

// what goes back, or what stands in the way, is told before
planota_hub.undo_merge = async (frm) => {
	const undo = "planota_hub.planota_hub.merging.undo";
	const plan = await frappe.xcall(`${undo}.preview_undo`, { log: frm.doc.name });
	const text = (value) => frappe.utils.escape_html(`${value ?? ""}`);
	const list = (lines) => `<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`;
	if (plan.obstacles.length) {
		frappe.msgprint({
			title: __("Changed Since the Merge"),
			indicator: "orange",
			// the server has made its texts safe
			message: `<p>${__("Undoing it would lose what was changed since:")}</p>${list(plan.obstacles)}`,
		});
		return;
	}
	const title = `<strong>${text(plan.title)}</strong>`;
	const parts = plan.parts.map(({ label, number }) => `${text(label)}: ${number}`);
	const message = `<p>${__("{0} is a record of its own again, with all that came from it:", [title])}</p>
		${list(parts)}
		<p class="text-muted">${__("What was entered since the merge stays with the record that was kept.")}</p>`;
	frappe.confirm(message, async () => {
		const name = await frappe.xcall(`${undo}.undo_merge`, { log: frm.doc.name });
		frappe.show_alert({ message: __("The merge is undone"), indicator: "green" });
		frappe.model.clear_doc(frm.doc.record_type, name);
		frm.reload_doc();
	});
};

// the script comes with each of these forms, and is to act once in each
if (!planota_hub.forms_with_merging) {
	planota_hub.forms_with_merging = [
		"NGO",
		"Stakeholder",
		"Contact",
		"Administrative Unit",
		"Capacity Area",
		"Development Plan Template",
		"Event Kind",
		"Field of Work",
		"Municipality",
		"Programme Round",
		"Regional Programme",
		"Statistical Region",
		"Support Request Category",
	];

	for (const doctype of planota_hub.forms_with_merging) {
		frappe.ui.form.on(doctype, { refresh: planota_hub.add_merge_action });
	}
}
