{% include "templates/includes/hub_web_form.js" %}

hub_web_form.start({{ hub | json }}, (form, hub) => {
	form.handle_success = (answer) => {
		const waits = answer.outcome === "Waiting List";
		$(".success-title").text(waits ? hub.texts.waiting_title : hub.texts.confirmed_title);
		$(".success-message").text(
			waits ? `${hub.texts.waiting} ${answer.position}` : hub.texts.confirmed
		);
		$(".success-body").append(
			$("<p class='hub-muted mt-3'>").text(answer.mailed ? hub.texts.mailed : hub.texts.keep)
		);
		$(".success-footer").html(
			$("<a class='btn btn-primary btn-md'>").attr("href", answer.url).text(hub.texts.open)
		);
		hub_web_form.show_success();
	};
});
