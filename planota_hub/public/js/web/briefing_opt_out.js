// SPDX-License-Identifier: GPL-3.0-only
const { token } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	$("[data-method]").on("click", ({ currentTarget }) => {
		const method = currentTarget.dataset.method;
		$(currentTarget).prop("disabled", true);
		frappe.call({
			method: `planota_hub.planota_hub.briefings.opt_out.${method}`,
			args: { token },
			callback: () => {
				$("#hub-left").prop("hidden", method !== "opt_out");
				$("#hub-stays").prop("hidden", method === "opt_out");
				$("#hub-left [role=status]").trigger("focus");
			},
			always: () => $(currentTarget).prop("disabled", false),
		});
	});
});
