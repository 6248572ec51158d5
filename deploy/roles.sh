#!/bin/sh
# Runs once, when the database's volume is empty: makes the role that owns everything and the role that owns nothing.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" --set database="$POSTGRES_DB" <<'SQL'
-- Rules, histories and backups need every row; the web server's role never does.
CREATE ROLE repatriation_owner LOGIN BYPASSRLS PASSWORD :'owner_password';
CREATE ROLE repatriation_app LOGIN PASSWORD :'app_password';
ALTER DATABASE :"database" OWNER TO repatriation_owner;
ALTER SCHEMA public OWNER TO repatriation_owner;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
SQL
