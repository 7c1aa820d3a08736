{% include "templates/includes/hub_web_form.js" %}

frappe.ready(() => {
	const hub = {{ hub | json }};
	const form = frappe.web_form;
	hub_web_form.prepare(form);

	if (hub.closed) {
		$(".web-form").replaceWith($("<p class='hub-card' role='alert'>").text(hub.texts.closed));
		return;
	}

	for (const [fieldname, value] of Object.entries(hub.known)) {
		if (!form.get_value(fieldname)) form.set_value(fieldname, value);
	}
	// whoever stays anonymous is asked for nothing about the person
	const person = ["ngo", "reporter_name", "reporter_email", "reporter_phone", "consent_text", "consent"];
	const show_person = () => {
		const named = !cint(form.get_value("is_anonymous"));
		for (const fieldname of person) form.fields_dict[fieldname]?.$wrapper.toggle(named);
		for (const fieldname of ["reporter_name", "reporter_email", "consent"]) {
			form.set_df_property(fieldname, "reqd", named ? 1 : 0);
		}
	};
	form.on("is_anonymous", show_person);
	show_person();

	const $trap = hub_web_form.add_trap(hub.trap);
	form.validate = () => {
		form.doc[hub.trap] = $trap.val();
		return true;
	};

	form.handle_success = ({ tracking_code, mailed }) => {
		$(".web-form-container").hide();
		$(".success-page").removeClass("hide");
		const $code = $("<output class='hub-code' data-tracking-code>").text(tracking_code);
		const $copy = $("<button type='button' class='btn btn-default btn-sm'>").text(hub.texts.copy);
		$copy.on("click", () =>
			navigator.clipboard?.writeText(tracking_code).then(() => $copy.text(hub.texts.copied))
		);
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
			$("<a class='btn btn-primary btn-md'>")
				.attr("href", `/track?code=${encodeURIComponent(tracking_code)}`)
				.text(hub.texts.track)
		);
		window.scrollTo(0, 0);
		$(".success-title").attr("tabindex", "-1").trigger("focus");
	};
});
