"""Turns live_bench's line into the table of docs/benchmarks.md.

live_table.py RESULT.json [DOCUMENT]: without a document the table goes to standard output; with one
it replaces what stands between its two markers.
"""

import json
import pathlib
import statistics
import sys

from tables import machine, put, table

BEGIN, END = "<!-- measured live: begin -->", "<!-- measured live: end -->"
STAGES = {
    "read": "read the node's JSON, hash the block",
    "verify": "verify the signatures, on all cores",
    "move": "what the block moves (levies, fees, harvest)",
    "apply": "apply it to the case, say what happened",
    "word": "write block and events down as bytes and JSON",
    "record": "make both durable (one commit)",
    "whole": "**from arrival to events, recorded**",
}


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def cell(values):
    return f"{statistics.median(values) / 1000:.2f} / {percentile(values, 0.99) / 1000:.2f}"


def live_table(path):
    result = json.loads(path.read_text())
    rows = [[title, cell(result["new"][stage]), cell(result["pooled"][stage])]
            for stage, title in STAGES.items()]
    said = (f"Milliseconds, median / 99th percentile of {len(result['new']['whole'])} blocks each, beside a ledger of "
            f"{result['rows']:,} transfers in one case (haircut); {result['events_a_block']:.0f} events a block.")
    return "\n\n".join(["Machine: " + machine(), said,
                        table(["stage", "signatures not seen before", "seen in a node's pool before"], rows)])


def main():
    put(live_table(pathlib.Path(sys.argv[1])), BEGIN, END, sys.argv[2:])


if __name__ == "__main__":
    main()
