// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Regional Programme", {
	setup(frm) {
		frm.set_query("programme_body", () => ({ filters: { disabled: 0 } }));
		frm.set_query("field_of_work", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		draw_funnel(frm);
		if (frappe.model.can_create("Programme Proposal")) {
			frm.add_custom_button(__("Add Proposal"), () =>
				frappe.new_doc("Programme Proposal", { regional_programme: frm.doc.name })
			);
		}
	},
});

// how many proposals got how far; a bar is as long as the share of all that reached the stage
function draw_funnel(frm) {
	const funnel = frm.doc.__onload?.funnel || [];
	const $box = frm.fields_dict.figures_html.$wrapper.empty();
	const all = funnel[0]?.reached;
	if (!all) {
		$box.append($("<p class='text-muted'>").text(__("There is no proposal for this programme yet.")));
		return;
	}
	const $card = $("<div class='form-group frappe-card p-3' data-funnel>");
	for (const { stage, reached, amount } of funnel) {
		const label = __("{0}: {1} of {2}", [__(stage), reached, all]);
		$card.append(
			$("<div class='mb-2'>").append(
				$("<div class='small'>").append(
					document.createTextNode(`${label} · `),
					$("<span class='text-muted'>").html(format_currency(amount))
				),
				$("<div class='progress' style='height: 12px'>").append(
					$("<div class='progress-bar'>")
						.css({ width: `${(reached / all) * 100}%`, background: "#1f7a5c" })
						.attr({ role: "img", "aria-label": label })
				)
			)
		);
	}
	$box.append($card);
}
