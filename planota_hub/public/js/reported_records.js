// SPDX-License-Identifier: GPL-3.0-only
// A record that a locked report counts says so in its form, and is corrected with a reason.
frappe.provide("planota_hub");

(() => {
	// the script comes with each of these forms, and is to act once in each
	if (planota_hub.shows_locked_reports) return;
	planota_hub.shows_locked_reports = true;

	const METHODS = "planota_hub.funding.indicators.reported_records";
	for (const doctype of frappe.boot.hub_countable || []) {
		frappe.ui.form.on(doctype, { refresh: show_locked_reports });
	}

	async function show_locked_reports(frm) {
		if (frm.is_new()) return;
		const { doctype, name } = frm.doc;
		const figures = await frappe.xcall(`${METHODS}.get_locked_reports`, { doctype, name });
		if (!figures.length || frm.doc.name !== name) return;
		const $line = $("<span data-locked-report>").text(`${__("Counted in a locked report")}: `);
		figures.forEach((figure, number) => {
			if (number) $line.append(", ");
			const label = `${figure.indicator_name} (${figure.period_title})`;
			$line.append($("<a>").attr("href", `/app/indicator-reading/${figure.reading}`).text(label));
		});
		frm.layout.wrapper.find("[data-locked-report]").closest(".form-message").remove();
		frm.set_intro($line.prop("outerHTML"), "blue");
		if (frm.perm[0]?.write) {
			frm.page.add_menu_item(__("Correct a Reported Record"), () => ask_reason(frm));
		}
	}

	function ask_reason(frm) {
		const reason = {
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Reason"),
			reqd: 1,
			description: __("What was wrong and how you know; it is written beside each figure."),
		};
		frappe.prompt(
			[reason],
			async (values) => {
				const { doctype, name } = frm.doc;
				await frappe.xcall(`${METHODS}.announce_correction`, { doctype, name, ...values });
				frappe.show_alert({ message: __("You can correct the record today."), indicator: "green" });
				frm.timeline?.refresh();
			},
			__("Correct a Reported Record"),
			__("Confirm")
		);
	}
})();
