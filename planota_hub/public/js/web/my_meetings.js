// SPDX-License-Identifier: GPL-3.0-only
const { failed } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	const $buttons = $("[data-decision]");
	$buttons.on("click", (event) => {
		$buttons.prop("disabled", true);
		frappe.call({
			method: "planota_hub.planota_hub.meetings.portal.finish_decision",
			args: { decision: event.currentTarget.dataset.decision },
			callback: () => window.location.assign("/my-meetings?finished=1"),
			error: () => {
				$buttons.prop("disabled", false);
				$("#hub-answer").prop("hidden", false).text(failed).trigger("focus");
			},
		});
	});
});
