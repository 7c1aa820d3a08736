# SPDX-License-Identifier: GPL-3.0-only
"""What a load balancer and a watch ask: is the site there, and how is it doing.

`/api/method/planota_hub.operation.probes.ready` tells anybody whether database and Redis answer.
`/api/method/planota_hub.operation.probes.metrics` tells whoever has the token of the site's configuration the numbers
of `State`, in the text format of Prometheus.
"""

import hmac

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cstr
from frappe.utils.background_jobs import get_redis_conn
from werkzeug.wrappers import Response

from planota_hub.operation.state import State, look

# key of site_config.json, and the header that carries its value
TOKEN, HEADER = "hub_monitoring_token", "X-Hub-Monitoring-Token"
TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"
# of one address in a minute; all load balancers of a machine may share one
MOST_QUESTIONS = 600
READERS = ("System Manager", "Hub Manager")
# number -> what it says
HELP = {
	"scheduler_age_seconds": "Seconds since the newest run of a scheduled job",
	"workers": "Processes that take jobs",
	"jobs_waiting": "Jobs that wait in a queue",
	"jobs_failed": "Jobs that failed and were not looked after",
	"scheduled_jobs_failed": "Scheduled jobs that failed within a day",
	"scheduled_job_seconds": "How long the longest run of a scheduled job within a day took",
	"mails_waiting": "E-mails that wait to be sent",
	"mails_failed": "E-mails that could not be sent",
	"oldest_mail_age_seconds": "Seconds for which the oldest unsent e-mail has waited",
	"errors": "Entries of the Error Log within a day",
}


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=MOST_QUESTIONS, seconds=60)
def ready() -> Response:
	"""Tell whether the site can work: 200 when its database and its Redis answer, else 503; nothing else is said."""
	try:
		frappe.db.sql("select 1")
		frappe.cache.ping()
		get_redis_conn().ping()
	except Exception:
		frappe.logger("planota_hub").exception("The site is not ready")
		return Response("not ready\n", status=503, content_type="text/plain")
	return Response("ready\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=MOST_QUESTIONS, seconds=60)
def metrics() -> Response:
	"""Return the state of the site in the text format of Prometheus.

	Raises:
	        frappe.PermissionError: without the token of the site, for whoever does not manage the site or the hub.
	"""
	if not (has_token() or set(READERS) & set(frappe.get_roles())):
		frappe.throw(_("Your log-in is not permitted to do this."), frappe.PermissionError)
	return Response(write(look()), content_type=TEXT_FORMAT, headers={"Cache-Control": "no-store"})


def has_token() -> bool:
	"""Tell whether the request carries the token of the site; without one in the configuration none is right."""
	expected = cstr(frappe.conf.get(TOKEN))
	given = cstr(frappe.get_request_header(HEADER))
	return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def write(state: State) -> str:
	"""Return a state as text, one number a line; an age of nothing is left out."""
	site = f'site="{frappe.local.site}"'
	numbers: dict[str, dict[str, float | None]] = {
		"scheduler_age_seconds": {site: state.scheduler_age},
		"workers": {site: state.workers},
		"jobs_waiting": {
			f'{site},queue="{queue}"': count for queue, count in sorted(state.jobs_waiting.items())
		},
		"jobs_failed": {site: state.jobs_failed},
		"scheduled_jobs_failed": {site: state.scheduled_failed},
		"scheduled_job_seconds": {
			f'{site},job="{job}"': seconds for job, seconds in sorted(state.scheduled_seconds.items())
		},
		"mails_waiting": {site: state.mails_waiting},
		"mails_failed": {site: state.mails_failed},
		"oldest_mail_age_seconds": {site: state.oldest_mail_age},
		"errors": {site: state.errors},
	}
	lines = []
	for name, values in numbers.items():
		lines += [f"# HELP planota_hub_{name} {HELP[name]}", f"# TYPE planota_hub_{name} gauge"]
		lines += [
			f"planota_hub_{name}{{{labels}}} {value:g}"
			for labels, value in values.items()
			if value is not None
		]
	return "\n".join(lines) + "\n"
