// SPDX-License-Identifier: GPL-3.0-only
frappe.ready(() => {
	$(".hub-report").on("submit", (event) => {
		event.preventDefault();
		const $form = $(event.currentTarget);
		const $button = $form.find("button").prop("disabled", true);
		frappe.call({
			method: "planota_hub.local_networks.bodies.mandate_portal.report_back",
			args: {
				mandate: $form.data("mandate"),
				subject: $form.find("[name=subject]").val(),
				report: $form.find("[name=report]").val(),
			},
			callback: () => window.location.reload(),
			error: () => $button.prop("disabled", false),
		});
	});
});
