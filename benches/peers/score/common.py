"""What the scripts share: the data, the measurement model's constants, and one line of figures.

The model: mass by kind, halved every half-life; what is shown of an objective is S / (N + 2); a track is the mean of its
objectives; readiness is the harmonic mean of the tracks. Every record counts once (each has a key of its own).
"""
import os
import resource
import sys
import time

import numpy as np

TRACKS = [8, 7, 5]
TRACK = np.repeat(np.arange(3), TRACKS)
HALF_LIFE = np.where(TRACK == 2, 120.0, 198.0)
KINDS = ["survey", "completion", "quiz", "certificate", "observation"]
MASS = np.array([1.0, 0.5, 3.0, 3.0, 4.0])
PRIOR, THRESHOLD, SECTION = 2.0, 0.4, 100
OBJECTIVES = len(TRACK)
SHARE = 1.0 / np.array(TRACKS, dtype=float)[TRACK]
FOLDER, ROUNDS = sys.argv[1], int(sys.argv[2])


def columns():
    """The columns on disk: 18 bytes a record without the key, which nobody here needs."""
    types = {"person": "<u4", "objective": "u1", "kind": "u1", "age": "<i2", "value": "<f8"}
    return {name: np.fromfile(os.path.join(FOLDER, name + ".bin"), dtype=kind) for name, kind in types.items()}


def people():
    with open(os.path.join(FOLDER, "people")) as file:
        return int(file.read())


def summary(readiness):
    """Sum, best section's mean, share that is ready."""
    sections = readiness[: len(readiness) // SECTION * SECTION].reshape(-1, SECTION).mean(axis=1)
    return [float(readiness.sum()), float(sections.max()), float((readiness >= THRESHOLD).mean())]


def megabytes(field):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith(field))


def measure(name, work):
    """Prints `name|wall,…|cpu,…|MB before|MB at most|check,…`."""
    wall, cpu, found, before = [], [], [], megabytes("VmRSS")
    for _ in range(ROUNDS):
        started, used = time.perf_counter(), time.process_time()
        found = work()
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lists = ["%s" % ",".join("%.6f" % number for number in numbers) for numbers in (wall, cpu)]
    print("|".join([name, *lists, "%.1f" % before, "%.1f" % peak, ",".join("%.10f" % number for number in found)]))
