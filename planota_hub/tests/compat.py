"""The test case class of the Frappe version that runs the tests."""

try:
	from frappe.tests import IntegrationTestCase as HubTestCase  # Frappe 16
except ImportError:
	from frappe.tests.utils import FrappeTestCase as HubTestCase  # Frappe 15

__all__ = ["HubTestCase"]
