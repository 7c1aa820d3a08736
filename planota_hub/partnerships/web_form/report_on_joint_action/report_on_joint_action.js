{% include "templates/includes/hub_web_form.js" %}

frappe.ready(() => {
	const hub = {{ hub | json }};
	const form = frappe.web_form;
	hub_web_form.prepare(form);

	if (hub.closed) {
		$(".web-form").replaceWith($("<p class='hub-card' role='alert'>").text(hub.closed));
		return;
	}

	// what is done is at 100 percent and needs evidence
	const show_what_is_needed = () => {
		const done = form.get_value("status") === "Done";
		form.set_df_property("progress_percent", "hidden", done);
		form.set_df_property("evidence", "hidden", !done);
	};
	form.on("status", show_what_is_needed);
	show_what_is_needed();

	const $trap = hub_web_form.add_trap(hub.trap);
	form.validate = () => {
		form.doc[hub.trap] = $trap.val();
		form.doc.token = hub.token;
		return true;
	};

	form.handle_success = () => {
		$(".web-form-container").hide();
		$(".success-page").removeClass("hide");
		$(".success-footer").empty();
		window.scrollTo(0, 0);
		$(".success-title").attr("tabindex", "-1").trigger("focus");
	};
});
