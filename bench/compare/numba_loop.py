"""Haircut in floating point with numpy and numba: numba_loop.py BASE REPETITIONS. One line of JSON.

Balances are exact integers, taint is a 64-bit float: what such scripts do, and why they are not
exact.
"""

import json
import sys
import time

import numba
import numpy

RECORD = numpy.dtype([("sender", "<u4"), ("receiver", "<u4"), ("atoms", "<u8"), ("height", "<u4")])


@numba.njit
def find_openings(senders, receivers, atoms, accounts):
    balances = numpy.zeros(accounts, numpy.int64)
    openings = numpy.zeros(accounts, numpy.int64)
    for i in range(len(senders)):
        sender = senders[i]
        lacking = atoms[i] - balances[sender]
        if lacking > 0:
            openings[sender] += lacking
            balances[sender] += lacking
        balances[sender] -= atoms[i]
        balances[receivers[i]] += atoms[i]
    return openings


@numba.njit
def haircut(senders, receivers, atoms, openings, theft_begin, theft_end):
    balances = openings.copy()
    taints = numpy.zeros(len(openings), numpy.float64)
    for i in range(len(senders)):
        sender, receiver = senders[i], receivers[i]
        if theft_begin <= i < theft_end:
            carried = float(atoms[i])
        elif taints[sender] > 0:
            carried = taints[sender] * (atoms[i] / balances[sender])
            taints[sender] -= carried
        else:
            carried = 0.0
        balances[sender] -= atoms[i]
        balances[receiver] += atoms[i]
        taints[receiver] += carried
    return taints


def main():
    base, repetitions = sys.argv[1], int(sys.argv[2])
    with open(base + ".json", encoding="utf-8") as file:
        facts = json.load(file)
    records = numpy.fromfile(base + ".raw20", RECORD)
    senders = numpy.ascontiguousarray(records["sender"])
    receivers = numpy.ascontiguousarray(records["receiver"])
    atoms = records["atoms"].astype(numpy.int64)
    openings = find_openings(senders, receivers, atoms, facts["accounts"])
    begin = facts["theft_first_row"]
    end = begin + facts["theft_rows"]
    haircut(senders[:10], receivers[:10], atoms[:10], openings, 1, 2)  # compiles
    seconds = []
    for _ in range(repetitions):
        start = time.perf_counter()
        taints = haircut(senders, receivers, atoms, openings, begin, end)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"peer": f"numpy {numpy.__version__} + numba {numba.__version__}, "
                              "floating point, not exact",
                      "rows": len(records), "seconds": seconds,
                      "holders": int((taints >= 1.0).sum()), "closed": None}))


if __name__ == "__main__":
    main()
