"""All benchmarks: `make bench`, or `make bench DATA=DIR` for those that measure against data.

DIR holds `gold/` and the CSV files that docs/grading.md and docs/cluster.md name.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ALONE = ("startup.py", "latency.py", "judging.py")
WITH_DATA = (("cluster.py", ""), ("grading.py", "gold"))


def main() -> int:
    """Run them one after the other; 1 where one of them missed its target."""
    data = os.environ.get("DATA")
    runs = [[name] for name in ALONE]
    if data:
        runs += [[name, "--data", str(Path(data) / folder)] for name, folder in WITH_DATA]
    else:
        print("Without DATA=DIR the accuracy of the cost model and of the grader is not measured.\n")
    failed = []
    for name, *args in runs:
        print(f"== {name} ==", flush=True)
        if subprocess.run([sys.executable, str(HERE / name), *args], check=False).returncode:
            failed.append(name)
    print(f"\nTargets missed in: {', '.join(failed)}" if failed else "\nAll targets held.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
