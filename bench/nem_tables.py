"""Turns nem_bench's results into the table of docs/benchmarks.md.

nem_tables.py RESULT.json [DOCUMENT]: without a document the table goes to standard output; with one
it replaces what stands between its two markers.
"""

import json
import pathlib
import statistics
import sys

from tables import machine, put, spread, table

BEGIN, END = "<!-- measured nem: begin -->", "<!-- measured nem: end -->"
TITLES = {
    "decode_block/1": "decode, transactions of a block of 120 plain transfers with a message",
    "decode_block/2": "the same with a mosaic attached to each",
    "encode_binary/1": "encode a transfer",
    "hash": "hash a transfer (Keccak-256)",
    "parse_json": "read a transfer with a mosaic from JSON text",
    "sign": "sign 200 bytes",
    "verify": "verify a signature of 200 bytes",
    "group_operations": "its group operations alone: S·B, k·A, their difference",
    "group_multiply": "of these, k·A alone",
    "verify_libsodium_sha512": "libsodium's Ed25519 verification (SHA-512)",
}


def microseconds(runs):
    """Processor time of one item, of every repetition."""
    return [1e6 / run["items_per_second"] for run in runs]


def nem_table(path):
    runs = {}
    for run in json.loads(path.read_text())["benchmarks"]:
        if run["run_type"] == "iteration":
            runs.setdefault(run["run_name"], []).append(run)
    rows = []
    for name, title in TITLES.items():
        times = microseconds(runs[name])
        rows.append([title, spread(times, 3 if min(times) < 10 else 1),
                     f"{1e6 / statistics.median(times):,.0f}"])
    middle = {name: statistics.median(microseconds(each)) for name, each in runs.items()}
    ratios = (f"A verification takes {middle['verify'] / middle['group_operations']:.2f} times what its "
              f"group operations take alone, and {middle['verify'] / middle['verify_libsodium_sha512']:.2f} "
              f"times libsodium's Ed25519 verification.")
    return "\n\n".join(["Machine: " + machine(),
                        "Processor time of one core, min / **median** / max of "
                        f"{len(runs['verify'])} repetitions in random order, in one process.",
                        table(["what", "microseconds each", "each second"], rows), ratios])


def main():
    put(nem_table(pathlib.Path(sys.argv[1])), BEGIN, END, sys.argv[2:])


if __name__ == "__main__":
    main()
