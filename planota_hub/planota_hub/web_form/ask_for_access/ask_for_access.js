// SPDX-License-Identifier: GPL-3.0-only
{% include "templates/includes/hub_web_form.js" %}

hub_web_form.start({{ hub | json }}, (form, hub) => {
	form.handle_success = ({ outcome }) => hub_web_form.show_next_step(hub.texts, outcome);
});
