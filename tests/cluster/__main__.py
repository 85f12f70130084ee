"""Run scenarios in namespaces, and print the figures of each as a line of JSON."""

import json
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from .machines import Cluster
from .scenarios import Scenarios

# In this order: the last one leaves a cluster that has changed.
NAMES = [
    "rolling_restart",
    "node_killed",
    "standby_killed",
    "standby_lags",
    "standby_unreachable",
    "redis_killed",
    "slow_bodies",
    "large_bodies",
    "worker_killed",
    "three_migrates",
    "disk_full",
    "database_frozen",
    "primary_killed",
]


def main(project, names):
    """Start a cluster, and run the scenarios of these names."""
    directory = Path(tempfile.mkdtemp(prefix="cluster-"))
    directory.chmod(0o755)  # PostgreSQL runs as a user of its own.
    cluster = Cluster(Path(project), directory)
    try:
        cluster.start()
        scenarios = Scenarios(cluster)
        for name in names:
            print(json.dumps({name: getattr(scenarios, name)()}), flush=True)
    except Exception:
        traceback.print_exc()
        for log in directory.glob("*.log"):
            print(f"--- {log.name}", log.read_text(errors="replace")[-1500:], file=sys.stderr)
        raise
    finally:
        cluster.stop()
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or NAMES)
