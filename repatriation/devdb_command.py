"""The embedded database from a terminal: `python -m repatriation.devdb_command start|stop|reset|status`."""

import sys

from repatriation.devdb import Cluster, DevDatabaseError
from repatriation.env import ConfigurationError, devdb_folder


def main(arguments: list[str]) -> int:
    """Answer `python -m repatriation.devdb_command start|stop|reset|status`; return the exit code."""
    words = {"start", "stop", "reset", "status"}
    if len(arguments) != 1 or arguments[0] not in words:
        print("Say one of: start, stop, reset, status.", file=sys.stderr)
        return 2
    try:
        cluster = Cluster(devdb_folder())
        print(_obey(cluster, arguments[0]))
    except (ConfigurationError, DevDatabaseError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _obey(cluster: Cluster, word: str) -> str:
    if word == "start":
        return "The database was started." if cluster.start() else "The database is running already."
    if word == "stop":
        return "The database was stopped." if cluster.stop() else "No database was running."
    if word == "reset":
        cluster.reset()
        return "The data of the demonstration is gone."
    return "The database is running." if cluster.is_running() else "No database is running."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
