// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Representative Body", {
	setup(frm) {
		frm.set_query("field_of_work", "seats", () => ({ filters: { disabled: 0 } }));
		frm.set_query("administrative_unit", "seats", () => {
			const { statistical_region } = frm.doc;
			if (!statistical_region) return {};
			const query = "planota_hub.planota_hub.register.places.search_units";
			return { query, filters: { statistical_region } };
		});
		frm.set_query("stakeholder", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		frm.toggle_display(["coverage_tab", "figures_section"], !frm.is_new());
		if (frm.is_new()) return;
		show_coverage(frm);
		show_balance(frm);
		add_buttons(frm);
	},
});

function show_coverage(frm) {
	const { $wrapper } = frm.get_field("coverage_html");
	$wrapper.html(frm.doc.__onload?.coverage || "");
	$wrapper
		.find(".hub-start-election")
		.on("click", ({ currentTarget }) => start_election(frm, currentTarget));
}

async function start_election(frm, button) {
	const { message: election } = await frappe.call({
		method: "planota_hub.local_networks.bodies.vacancies.start_election",
		args: {
			body: frm.doc.name,
			administrative_unit: button.dataset.unit,
			field_of_work: button.dataset.field,
		},
		btn: $(button),
	});
	frappe.set_route("Form", "Representative Election", election);
}

function show_balance(frm) {
	const balance = frm.doc.__onload?.balance;
	const $box = frm.get_field("balance_html").$wrapper.empty();
	if (!balance) return;
	const $list = $("<ul class='list-unstyled mt-3'>");
	for (const { sector, votes, percent } of balance.sectors) {
		$list.append($("<li>").text(__("{0}: {1} votes ({2} %)", [__(sector), votes, percent])));
	}
	for (const { passed, label, reason } of balance.rules) {
		$("<li class='mt-2'>")
			.append(
				$("<span class='indicator-pill'>")
					.addClass(passed ? "green" : "red")
					.text(passed ? __("Passed") : __("Failed")),
				document.createTextNode(` ${label} – `),
				$("<span class='text-muted'>").text(reason)
			)
			.appendTo($list);
	}
	$box.append($list);
}

function add_buttons(frm) {
	frm.add_custom_button(
		__("Coverage on a Day"),
		() => frappe.set_route("query-report", "Body Coverage", { body: frm.doc.name }),
		__("View")
	);
	if (frm.doc.status !== "Active") return;
	const create = __("Create");
	if (frappe.model.can_create("Body Mandate")) {
		frm.add_custom_button(
			__("Mandate"),
			() => frappe.new_doc("Body Mandate", { body: frm.doc.name }),
			create
		);
	}
	if (frappe.model.can_create("Member Vote")) {
		frm.add_custom_button(
			__("Member Vote"),
			() => frappe.new_doc("Member Vote", { vote_of_doctype: frm.doctype, vote_of: frm.doc.name }),
			create
		);
	}
	if (frappe.model.can_create("Hub Meeting")) {
		frm.add_custom_button(
			__("Meeting"),
			() =>
				frappe.new_doc("Hub Meeting", {
					meeting_of_doctype: frm.doctype,
					meeting_of: frm.doc.name,
					municipality: frm.doc.municipality,
				}),
			create
		);
	}
}
