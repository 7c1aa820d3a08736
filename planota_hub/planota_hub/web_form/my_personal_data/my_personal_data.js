// SPDX-License-Identifier: GPL-3.0-only
{% include "templates/includes/hub_web_form.js" %}

hub_web_form.start({{ hub | json }}, (form) => {
	form.handle_success = () => hub_web_form.show_success();
});
