// SPDX-License-Identifier: GPL-3.0-only
/**
 * Forms of the portal: each names by `data-method` what takes it. What the site answers is said on the page as it is
 * then: the present one, or the one that `data-next` names. A form with `data-question` asks first.
 */

const SAID = "hub-said";

hub.on("form[data-method]", "submit", async (event) => {
	event.preventDefault();
	const form = event.currentTarget;
	const { method, question, next } = form.dataset;
	if (question && !window.confirm(question)) return;
	const values = new FormData(form);
	if (event.submitter?.name) values.set(event.submitter.name, event.submitter.value);
	const answer = await hub.call(method, values, "form[data-method] button");
	if (answer === null) return;
	if (typeof answer === "string") sessionStorage.setItem(SAID, answer);
	if (next) window.location.assign(next);
	else window.location.reload();
});

const said = sessionStorage.getItem(SAID);
if (said) {
	sessionStorage.removeItem(SAID);
	hub.say(said);
}
hub.restore();
