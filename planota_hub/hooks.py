app_name = "planota_hub"
app_title = "Planota Hub"
app_publisher = "Planota Hub contributors"
app_description = "Register, support, representation and reporting for a regional NGO hub"
app_email = "info@planota.si"
app_license = "gpl-3.0"
app_logo_url = "/assets/planota_hub/images/planota-hub-logo.svg"

add_to_apps_screen = [
	{
		"name": "planota_hub",
		"logo": "/assets/planota_hub/images/planota-hub-logo.svg",
		"title": "Planota Hub",
		"route": "/app/planota-hub",
		"has_permission": "planota_hub.permissions.has_app_permission",
	}
]

# Installation and migration
before_install = "planota_hub.install.before_install"
after_install = "planota_hub.install.after_install"
before_migrate = "planota_hub.install.before_migrate"
after_migrate = "planota_hub.install.after_migrate"
before_uninstall = "planota_hub.uninstall.before_uninstall"
after_uninstall = "planota_hub.uninstall.after_uninstall"

# Tests
before_tests = "planota_hub.tests.before_tests"

# Developer mode: keep the typed block of each controller in step with its fields
export_python_type_annotations = True
