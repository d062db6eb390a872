"""Turns the results of bench/run into the tables of docs/benchmarks.md.

tables.py RESULTS [DOCUMENT]: without a document the tables go to standard output; with one they
replace what stands between its two markers.
"""

import json
import pathlib
import re
import statistics
import subprocess
import sys
import time

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
POLICIES = ["poison", "haircut", "fifo", "lifo", "tiho"]


def table(columns, rows):
    lines = ["| " + " | ".join(columns) + " |", "| " + " | ".join("---" for _ in columns) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def spread(values, digits):
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{low:.{digits}f} / **{middle:.{digits}f}** / {high:.{digits}f}"


def rates(runs, rows, seconds):
    """Million rows a second of every run."""
    return [run[rows] / run[seconds] / 1e6 for run in runs]


class Speed:
    """The repetitions of one ledger, by benchmark."""

    def __init__(self, path):
        document = json.loads(path.read_text())
        self.runs = {}
        for run in document["benchmarks"]:
            if run["run_type"] != "iteration":
                continue
            name = run["run_name"].split("/iterations:")[0]
            run["seconds"] = run["real_time"] / 1e3
            if "rows_before" in run:
                run["rows_after"] = run["rows"] - run["rows_before"]
            self.runs.setdefault(name, []).append(run)
        self.rows = int(self.runs["reference/haircut"][0]["rows"])

    def median(self, name, key):
        return statistics.median(run[key] for run in self.runs[name])

    def ratio(self, name, key, base="reference/haircut"):
        """How many times `base`'s speed, by the medians of one run."""
        return f"{self.median(base, key) / self.median(name, key):.2f}"


def pass_table(speed):
    names = [("reference loop, haircut", "reference/haircut")]
    names += [(policy, "policy/" + policy) for policy in POLICIES]
    rows = []
    for title, name in names:
        runs = speed.runs[name]
        rows.append([title,
                     spread(rates(runs, "rows_before", "before_seconds"), 1),
                     spread(rates(runs, "rows_after", "after_seconds"), 1),
                     spread(rates(runs, "rows", "seconds"), 1),
                     speed.ratio(name, "after_seconds"), speed.ratio(name, "seconds")])
    return table(["policy", "before the theft", "after the theft", "whole ledger",
                  "after, of reference", "whole, of reference"], rows)


def apart_table(speed):
    titles = {"trace_all/haircut": "the library's whole answer, haircut (state, pass, sorted holders)",
              "trace_all/five": "the same, all five policies in one pass",
              "open": "opening the file (SHA-256, account numbers, opening balances)",
              "openings": "opening balances alone",
              "reference/openings": "opening balances, reference loop",
              "read": "reading every row alone"}
    rows = []
    for name, title in titles.items():
        runs = speed.runs.get(name)
        if not runs:  # left out by a filter
            continue
        rows.append([title, spread([run["seconds"] for run in runs], 3),
                     spread(rates(runs, "rows", "seconds"), 1)])
    return table(["what", "seconds", "million rows a second"], rows)


def live_table(speed):
    rows = []
    for policy in POLICIES:
        runs = speed.runs["live/" + policy]
        applied = [run["apply_seconds"] / run["blocks_applied"] * 1e6 for run in runs]
        undone = [run["undo_seconds"] / run["blocks_undone"] * 1e6 for run in runs]
        rows.append([policy, spread(applied, 1), spread(undone, 1)])
    first = speed.runs["live/haircut"][0]
    count = first["rows"] / first["blocks_applied"]
    note = (f"{int(first['blocks_applied']):,} blocks of {count:.0f} transfers on average, applied one "
            f"by one right after the theft; then the newest {int(first['blocks_undone'])} undone.\n\n")
    return note + table(["policy", "apply one block, microseconds", "undo one block, microseconds"], rows)


def memory_table(path):
    rows = []
    for line in path.read_text().splitlines():
        run = json.loads(line)
        accounts = run["accounts"]
        rows.append([f"{run['rows']:,}", run["policy"], f"{accounts:,}", f"{run['holders']:,}",
                     f"{run['opened_bytes'] / accounts:.1f}",
                     f"{run['before_theft_bytes'] / accounts:.1f}",
                     f"{run['peak_bytes'] / accounts:.1f}",
                     f"{run['peak_bytes'] / 2**20:,.0f}"])
    return table(["rows", "policy", "accounts", "holders at the end", "ledger opened", "until the theft",
                  "peak", "peak, MiB"], rows)


def peers_table(path):
    rows = []
    for line in path.read_text().splitlines():
        run = json.loads(line)
        if "skipped" in run:
            rows.append([run["peer"], "", "skipped: " + run["skipped"], "", ""])
            continue
        speeds = [run["rows"] / seconds / 1e6 for seconds in run["seconds"]]
        closed = {True: "yes", False: "no", None: "not exact"}[run["closed"]]
        rows.append([run["peer"], f"{run['rows']:,}", spread(speeds, 2), f"{run['holders']:,}", closed])
    return table(["program", "rows", "million rows a second, whole ledger", "holders", "books close"], rows)


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def machine():
    cpu = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())
    return (f"{output_of('nproc')} cores of {cpu.group(1) if cpu else 'an unnamed processor'}, "
            f"{int(memory.group(1)) / 2**20:.0f} GiB of memory; "
            f"{output_of('g++', '--version').splitlines()[0]}, preset bench (-O3); "
            f"{time.strftime('%Y-%m-%d', time.gmtime())}.")


def tables(results):
    parts = ["Machine: " + machine(),
             "Every cell with three numbers is min / **median** / max of the repetitions."]
    speeds = [Speed(path) for path in results.glob("speed-*.json")]
    for speed in sorted(speeds, key=lambda each: each.rows):
        repetitions = len(speed.runs["reference/haircut"])
        parts += [f"### {speed.rows:,} rows, {repetitions} repetitions",
                  "Million transfers a second, one core:", pass_table(speed),
                  "Apart:", apart_table(speed)]
        if "live/haircut" in speed.runs:
            parts += ["Live:", live_table(speed)]
    parts += ["### Memory", "Anonymous memory in bytes an account (the mapped file is not counted):",
              memory_table(results / "memory.jsonl")]
    peers = results / "peers.jsonl"
    if peers.exists():
        parts += ["### Peers", peers_table(peers)]
    return "\n\n".join(parts)


def put(measured, begin, end, documents):
    """To standard output; or between the two markers of a document, in the place of what stands there."""
    if not documents:
        print(measured)
        return
    document = pathlib.Path(documents[0])
    before, rest = document.read_text().split(begin)
    after = rest.split(end)[1]
    document.write_text(f"{before}{begin}\n{measured}\n{end}{after}")


def main():
    put(tables(pathlib.Path(sys.argv[1])), BEGIN, END, sys.argv[2:])


if __name__ == "__main__":
    main()
