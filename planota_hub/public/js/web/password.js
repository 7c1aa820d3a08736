// SPDX-License-Identifier: GPL-3.0-only
/** A new password (`/update-password`): what the site thinks of it while it is typed, and why it refuses one. */

const UNAUTHORISED = 401,
	GONE = 410;
const PAUSE = 300; // ms after the last key
const METHODS = "frappe.core.doctype.user.user";
const form = hub.find("#reset-password");
const strength = hub.find("#strength");
let waiting;

form.addEventListener("submit", async (event) => {
	event.preventDefault();
	// with the new password begins another session, in which a late question would be refused
	clearTimeout(waiting);
	const { confirm_password, ...values } = Object.fromEntries(new FormData(form));
	hub.forget();
	if (values.new_password !== confirm_password) return hub.refuse(hub.page.different, form);
	if (values.new_password === values.old_password) return hub.refuse(hub.page.same, form);
	const args = { ...values, logout_all_sessions: 1 };
	const said = await hub.ask(`${METHODS}.update_password`, args, event.submitter);
	if (!said.refusal) return window.location.assign(said.answer);
	if (said.status === GONE) return close_with(said.content.message);
	hub.refuse(said.status === UNAUTHORISED ? said.said || hub.page.wrong : said.refusal, form);
});

/** The link works no more: offer a new one instead of the form. */
function close_with(text) {
	form.remove();
	hub.find("#again").hidden = false;
	hub.say(text);
}

form.elements.new_password.addEventListener("input", ({ target }) => {
	clearTimeout(waiting);
	if (target.value) waiting = setTimeout(judge, PAUSE);
});

async function judge() {
	const args = Object.fromEntries(
		["key", "new_password"].map((name) => [name, form.elements[name]?.value])
	);
	const { answer } = await hub.send(`${METHODS}.test_password_strength`, args);
	const feedback = answer?.feedback;
	if (!feedback) return; // the site judges none, or was not reached
	const { password_policy_validation_passed: passed, warning, suggestions } = feedback;
	strength.textContent = passed
		? hub.page.good
		: [hub.page.weak, warning, ...suggestions].filter(Boolean).join(" ");
}

hub.let_show_passwords();
