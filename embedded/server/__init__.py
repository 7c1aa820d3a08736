"""What runs while the site is served: web server, worker with scheduler, private Redis."""
