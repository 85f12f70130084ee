"""The table of tour/docs/faults.md."""

WHAT = {
    "rolling_restart": "Three machines are restarted, one after the other",
    "node_killed": "A machine is killed",
    "standby_killed": "The standby of the database is killed",
    "standby_lags": "The standby lags 2 seconds behind",
    "standby_unreachable": "The network drops all packets to the standby",
    "redis_killed": "Redis is killed",
    "slow_bodies": "50 visitors send a part of a form, and nothing more",
    "large_bodies": "20 forms of 30 MB are sent",
    "primary_killed": "The primary is killed, the standby promoted 1.5 seconds later",
    "database_frozen": "The primary is frozen for 15 seconds",
}


def table(figures):
    """Return the figures of the scenarios under load in Markdown, and those of the others."""
    lines = [
        "| What happens | Requests | Failed | of them reads | Slowest | Saved | Lost | Unseen |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, what in WHAT.items():
        if name in figures:
            row = figures[name]
            counts = [row[key] for key in ("requests", "failed", "failed_reads")]
            kept = [row[key] for key in ("writes", "lost", "unseen")]
            cells = [what, *counts, f"{row['worst_seconds']:.1f} s", *kept]
            lines.append(f"| {' | '.join(map(str, cells))} |")
    others = [f"{name}: {row}" for name, row in figures.items() if name not in WHAT]
    return "\n".join([*lines, "", *others])
