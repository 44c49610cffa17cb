"""How each kind of database is opened."""

from typing import Any

SQLITE = {
    # Taking the write lock at BEGIN is what lets the time limit work; without it most concurrent writes fail at once.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: a power cut loses no commit that was acknowledged.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
POSTGRESQL = {
    "options": "-c lock_timeout=20s -c statement_timeout=120s -c idle_in_transaction_session_timeout=60s"
}


def with_safe_options(database: dict[str, Any]) -> dict[str, Any]:
    """Return Django's settings of a database with the options it needs.

    Requests are never wrapped in a transaction: with IMMEDIATE every page view would be a writer.
    """
    if database["ENGINE"].endswith("sqlite3"):
        return database | {"ATOMIC_REQUESTS": False, "OPTIONS": SQLITE}
    options = POSTGRESQL | database.get("OPTIONS", {})
    return database | {
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
