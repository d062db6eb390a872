"""Exact haircut as a Python dictionary loop: dict_loop.py BASE REPETITIONS. One line of JSON."""

import json
import struct
import sys
import time
from collections import defaultdict


def read_ledger(base):
    with open(base + ".json", encoding="utf-8") as file:
        facts = json.load(file)
    with open(base + ".raw20", "rb") as file:
        rows = [(sender, receiver, atoms)
                for sender, receiver, atoms, _ in struct.iter_unpack("<IIQI", file.read())]
    return facts, rows


def find_openings(rows):
    balances, openings = defaultdict(int), defaultdict(int)
    for sender, receiver, atoms in rows:
        lacking = atoms - balances[sender]
        if lacking > 0:
            openings[sender] += lacking
            balances[sender] += lacking
        balances[sender] -= atoms
        balances[receiver] += atoms
    return openings


def haircut(rows, openings, theft_begin, theft_end):
    balances, taints = defaultdict(int, openings), defaultdict(int)
    for number, (sender, receiver, atoms) in enumerate(rows):
        if theft_begin <= number < theft_end:
            carried = atoms
        else:
            tainted = taints[sender]
            carried = atoms * tainted // balances[sender] if tainted else 0
            taints[sender] = tainted - carried
        balances[sender] -= atoms
        balances[receiver] += atoms
        if carried:
            taints[receiver] += carried
    return taints


def main():
    base, repetitions = sys.argv[1], int(sys.argv[2])
    facts, rows = read_ledger(base)
    openings = find_openings(rows)
    begin = facts["theft_first_row"]
    seconds = []
    for _ in range(repetitions):
        start = time.perf_counter()
        taints = haircut(rows, openings, begin, begin + facts["theft_rows"])
        seconds.append(time.perf_counter() - start)
    tainted = [atoms for atoms in taints.values() if atoms]
    print(json.dumps({"peer": "Python " + sys.version.split()[0] + ", dictionary loop, exact",
                      "rows": len(rows), "seconds": seconds, "holders": len(tainted),
                      "closed": sum(tainted) == int(facts["stolen"])}))


if __name__ == "__main__":
    main()
