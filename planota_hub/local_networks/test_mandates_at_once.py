"""One seat, many people: all mandates entered in the same moment, each over a connection of its own."""

import frappe

from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase

PEOPLE = 10
