// SPDX-License-Identifier: GPL-3.0-only
{% include "templates/includes/hub_web_form.js" %}

hub_web_form.start({{ hub | json }}, (form) => {
	// what is done is at 100 percent and needs evidence
	const show_what_is_needed = () => {
		const done = form.get_value("status") === "Done";
		form.set_df_property("progress_percent", "hidden", done);
		form.set_df_property("evidence", "hidden", !done);
	};
	form.on("status", show_what_is_needed);
	show_what_is_needed();

	form.handle_success = () => {
		$(".success-footer").empty();
		hub_web_form.show_success();
	};
});
