# SPDX-License-Identifier: GPL-3.0-only
"""How a site is doing: the scheduler, the queues of jobs and of mails, what failed; for people and for probes."""
