# SPDX-License-Identifier: GPL-3.0-only
"""What the framework says to visitors about logging in, for which the hub has a term of its own (docs/glossary.md).

These texts are translated with the app's own, which come after the framework's: nobody reads two terms on one screen.
"""

FRAMEWORK_WORDS = (
	"Login",
	"Login to {0}",
	"Login To {0}",
	"Log In To {0}",
	"Back to Login",
	"Login with Email Link",
	"Login with LDAP",
	"Login with {0}",
	"Send login link",
	"Login link sent to your email",
	"Click on the button to log in to {0}",
	"The link you trying to login is invalid or expired.",
	"Both login and password required",
	"Incomplete login details",
	"Invalid Login. Try again.",
	"Login Failed please try again",
	"Login not allowed at this time",
	"Login with username and password is not allowed.",
	"Login session expired, refresh page to retry",
	"Have an account? Login",
	"Log in to access this page.",
	"You are not permitted to access this resource. Login to access",
	"You are not permitted to access this page without login.",
	"You need to be logged in to access this page",
	"You need to be logged in to access this {0}.",
	"You must be logged in to use this form.",
	"You must login to submit this form",
	"Your session has expired, please login again to continue.",
	"Logged Out",
	"You have been successfully logged out",
	"Logout",
)
