// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Advocacy Campaign", {
	setup(frm) {
		frm.set_query("stakeholder", "targets", () => ({ filters: { disabled: 0 } }));
		frm.set_query("need", "addressed_needs", () => ({
			filters: { stage: ["in", ["Accepted", "In Action", "Addressed"]] },
		}));
		frm.set_query("involved_ngos", () => ({ filters: { stage: "Verified" } }));
		frm.set_query("field_of_work", () => ({ filters: { disabled: 0 } }));
	},

	async refresh(frm) {
		show_figures(frm);
		if (frm.doc.is_public && ["Active", "Evaluated", "Closed"].includes(frm.doc.stage)) {
			frm.add_custom_button(__("Public Page"), () => window.open(`/campaigns/${frm.doc.name}`));
		}
		await frappe.require("/assets/planota_hub/js/power_interest_grid.js");
		draw_grid(frm);
	},
});

// the grid follows what is typed into the table
const redraw = (frm) => draw_grid(frm);
frappe.ui.form.on("Campaign Target", {
	power: redraw,
	interest: redraw,
	support: redraw,
	person_name: redraw,
	stakeholder: redraw,
	targets_remove: redraw,
});

function draw_grid(frm) {
	const Grid = planota_hub.PowerInterestGrid;
	if (!Grid) return;
	const targets = (frm.doc.targets || []).map((row) => ({
		key: row.name,
		label: row.target_label || row.person_name || row.stakeholder || __("Row {0}", [row.idx]),
		power: cint(row.power),
		interest: cint(row.interest),
		support: cint(row.support),
		first: (frm.doc.moves || []).find((move) => move.target_key === row.name),
	}));
	new Grid(frm.get_field("grid_html").$wrapper[0], {
		targets,
		editable: Boolean(frm.perm[0]?.write) && !frm.read_only && frm.doc.stage !== "Closed",
		on_move: (key, values) => move_target(frm, key, values),
		on_open: (key) => frm.get_field("targets").grid.grid_rows_by_docname[key]?.toggle_view(true),
	});
}

// a move of its own is saved at once; among other changes it waits for them
async function move_target(frm, key, values) {
	const was_dirty = frm.is_dirty() || frm.is_new();
	for (const [fieldname, value] of Object.entries(values)) {
		await frappe.model.set_value("Campaign Target", key, fieldname, value);
	}
	if (was_dirty) {
		frappe.show_alert({
			message: __("The move goes into the history when you save."),
			indicator: "blue",
		});
	} else {
		await frm.save();
	}
}

function show_figures(frm) {
	const figures = frm.doc.__onload?.figures;
	const $place = frm.get_field("figures_html").$wrapper.empty();
	if (!figures) return;
	const money = (value) =>
		value === null ? "–" : format_currency(value, frappe.boot.sysdefaults.currency);
	const rows = [
		[__("Objectives reached"), `${figures.objectives_reached} / ${figures.objectives}`],
		[__("Asks won"), `${figures.asks_won} / ${figures.asks}`],
		[__("Actions done"), figures.actions_done],
		[__("Reach"), format_number(figures.reach, null, 0)],
		[__("Cost per person reached"), money(figures.cost_per_reach)],
		[__("Supporters"), format_number(figures.supporters, null, 0)],
		[__("Shift of support"), figures.shift === null ? "–" : planota_hub.show_number(figures.shift)],
	];
	const $table = $("<table class='table table-sm' style='max-width: 28rem'>");
	for (const [label, value] of rows) {
		$table.append($("<tr>").append($("<td class='text-muted'>").text(label), $("<td>").text(value)));
	}
	$place.append($table);
}
