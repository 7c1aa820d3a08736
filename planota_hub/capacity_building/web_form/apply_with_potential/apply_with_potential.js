{% include "templates/includes/hub_web_form.js" %}

frappe.ready(() => {
	const hub = {{ hub | json }};
	const form = frappe.web_form;
	hub_web_form.prepare(form);

	if (hub.closed) {
		$(".web-form").replaceWith($("<p class='hub-card' role='alert'>").text(hub.texts.closed));
		return;
	}

	const $trap = hub_web_form.add_trap(hub.trap);
	form.validate = () => {
		form.doc[hub.trap] = $trap.val();
		return true;
	};

	form.handle_success = (answer) => {
		$(".web-form-container").hide();
		$(".success-page").removeClass("hide");
		if (answer.outcome === "known") {
			$(".success-icon").remove();
			$(".success-title").text(hub.texts.known_title);
			$(".success-message").text(hub.texts.known);
		} else {
			show_tracking_code(answer);
		}
		window.scrollTo(0, 0);
		$(".success-title").attr("tabindex", "-1").trigger("focus");
	};

	function show_tracking_code({ tracking_code, mailed }) {
		const $code = $("<output class='hub-code' data-tracking-code>").text(tracking_code);
		const $copy = $("<button type='button' class='btn btn-default btn-sm'>").text(hub.texts.copy);
		$copy.on("click", () =>
			navigator.clipboard?.writeText(tracking_code).then(() => $copy.text(hub.texts.copied))
		);
		const track_url = `/track?code=${encodeURIComponent(tracking_code)}`;
		$(".success-body").append(
			$("<div class='hub-card mt-4'>").append(
				$("<strong>").text(hub.texts.code),
				$code,
				$copy,
				$("<p class='hub-muted mt-3'>").text(
					mailed ? `${hub.texts.keep} ${hub.texts.mailed}` : hub.texts.keep
				)
			)
		);
		$(".success-footer").prepend(
			$("<a class='btn btn-primary btn-md'>").attr("href", track_url).text(hub.texts.track)
		);
	}
});
