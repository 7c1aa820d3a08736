{% include "templates/includes/hub_web_form.js" %}

frappe.ready(() => {
	const hub = {{ hub | json }};
	const form = frappe.web_form;
	hub_web_form.prepare(form);

	if (hub.closed) {
		const $message = $("<p class='hub-card' role='alert'>").text(`${hub.texts.closed} `);
		$(".web-form").replaceWith($message.append($("<a href='/workshops'>").text(hub.texts.all)));
		return;
	}

	const $trap = hub_web_form.add_trap(hub.trap);
	form.validate = () => {
		form.doc[hub.trap] = $trap.val();
		return true;
	};

	form.handle_success = (answer) => {
		const waits = answer.outcome === "Waiting List";
		$(".web-form-container").hide();
		$(".success-page").removeClass("hide");
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
		window.scrollTo(0, 0);
		$(".success-title").attr("tabindex", "-1").trigger("focus");
	};
});
