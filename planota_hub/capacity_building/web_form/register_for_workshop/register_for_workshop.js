// SPDX-License-Identifier: GPL-3.0-only
{% include "templates/includes/hub_web_form.js" %}

hub_web_form.start({{ hub | json }}, (form, hub) => {
	form.handle_success = (answer) => {
		const waits = answer.outcome === "Waiting List";
		$(".success-title").text(waits ? hub.texts.waiting_title : hub.texts.confirmed_title);
		$(".success-message").text(
			waits ? `${hub.texts.waiting} ${answer.position}` : hub.texts.confirmed
		);
		const keep = answer.url ? hub.texts.keep : hub.texts.not_mailed;
		$(".success-body").append(
			$("<p class='hub-muted mt-3'>").text(answer.mailed ? hub.texts.mailed : keep)
		);
		const { url, label } = answer.url ? { url: answer.url, label: hub.texts.open } : hub.elsewhere;
		$(".success-footer").html($("<a class='btn btn-primary btn-md'>").attr("href", url).text(label));
		hub_web_form.show_success();
	};
});
