"""
Simulate 1, 10, 100 and 10,000 times as many visitors: uv run python tour/docs/scaling.py

tour/docs/scaling.md has the table that this prints, and says where the costs below come from.
"""

import heapq
import math
import random

# Page views a day, and how much busier the busiest hour is than the average one.
VIEWS_A_DAY, PEAK = 100_000, 5

# Kind of request: its share, and the milliseconds of CPU that it costs a web server and PostgreSQL.
KINDS = {
    "page, cached": (0.70, 1.0, 0.0),
    "page, signed in": (0.20, 42.0, 6.0),
    "JSON": (0.07, 20.0, 3.3),
    "write": (0.03, 42.0, 8.0),
}
BUSY = 0.6  # Of all CPUs at most, so that chance does not make people wait.
REQUESTS = 20_000


def per_second(factor):
    """Return the requests in a second of the busiest hour."""
    return VIEWS_A_DAY * factor * PEAK / 24 / 60 / 60


def cpus(rate, column):
    """Return how many CPUs are busy all the time: of web servers (1) or of PostgreSQL (2)."""
    return rate * sum(kind[0] * kind[column] for kind in KINDS.values()) / 1000


def slowest_of_20(rate, web, database, seed=1):
    """Return the milliseconds that 19 of 20 requests need at most, by simulation."""
    chance = random.Random(seed)  # noqa: S311
    free = [[0.0] * web, [0.0] * database]  # When each CPU is free again.
    now, waits = 0.0, []
    for _ in range(REQUESTS):
        now += chance.expovariate(rate) * 1000
        (kind,) = chance.choices(list(KINDS.values()), [kind[0] for kind in KINDS.values()])
        end = now
        for queue, cost in zip(free, kind[1:], strict=True):
            if cost:
                end = max(end, heapq.heappop(queue)) + chance.expovariate(1 / cost)
                heapq.heappush(queue, end)
        waits.append(end - now)
    return sorted(waits)[int(REQUESTS * 0.95)]


def rows():
    """Yield the cells of each row of the table."""
    for factor in (1, 10, 100, 10_000):
        rate = per_second(factor)
        web, database = (math.ceil(cpus(rate, column) / BUSY) for column in (1, 2))
        wait = slowest_of_20(rate, web, database)
        yield f"{factor:,} ×", f"{rate:,.0f}", f"{web:,}", f"{database:,}", f"{wait:.0f} ms"


def table():
    """Return the table in Markdown."""
    lines = ["| Visitors | Requests/s | CPUs, web | CPUs, PostgreSQL | 19 of 20 wait less than |"]
    lines.append("| ---: | ---: | ---: | ---: | ---: |")
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows())])


if __name__ == "__main__":
    print(table())
