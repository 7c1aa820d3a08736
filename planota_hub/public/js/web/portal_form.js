// SPDX-License-Identifier: GPL-3.0-only
/**
 * Forms of the portal (`data-act`): what the site answers is said on the page as it is then, the present one or the one
 * that `data-next` names. A form with `data-question` asks first.
 */

const SAID = "hub-said";
const METHODS = "/api/method/";

hub.on("form[data-act]", "submit", async (event) => {
	event.preventDefault();
	const form = event.currentTarget;
	const { question, next } = form.dataset;
	if (question && !window.confirm(question)) return;
	const values = new FormData(form);
	values.delete("csrf_token"); // goes along as a header
	for (const name of ["hub_back", "hub_next"]) values.delete(name); // of a browser without a script
	const method = form.getAttribute("action").slice(METHODS.length);
	const answer = await hub.call(method, values, "form[data-act] button");
	// who has read what others changed meanwhile may press once more
	if (hub.shown && form.elements.hub_shown) form.elements.hub_shown.value = hub.shown;
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
