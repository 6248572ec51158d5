"""How gunicorn runs the site, wherever it is started from this folder; words on its command line win."""

import os

wsgi_app = "repatriation.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_WORKERS") or 2)
preload_app = True
control_socket_disable = True
loglevel = "warning"

# How many pages are made at once, each with a connection to the database …
worker_class = "repatriation.worker.Worker"
threads = int(os.environ.get("WEB_THREADS") or 8)
# … and how many clients may be sending or reading meanwhile, as slowly as they like.
worker_connections = int(os.environ.get("WEB_CONNECTIONS") or 200)
keepalive = 5
graceful_timeout = 20

# No browser sends more. A longer address gets 414, longer headers 431.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# What a proxy says is read in settings.py, after PROXIES; nobody sets the path or the scheme here.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers = {}
