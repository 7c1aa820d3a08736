"""Good practices: intake on the web, publication, exchange between hubs."""
