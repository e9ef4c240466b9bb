"""Columns in memory to everyone's readiness with numpy: one `bincount` for the mass, one for the success."""
from common import *

data, persons = columns(), people()


def work():
    mass = MASS[data["kind"]] * np.exp2(-data["age"] / HALF_LIFE[data["objective"]])
    cell = data["person"].astype(np.int64) * OBJECTIVES + data["objective"]
    known = np.bincount(cell, weights=mass, minlength=persons * OBJECTIVES)
    success = np.bincount(cell, weights=mass * data["value"], minlength=persons * OBJECTIVES)
    shown = (success / (known + PRIOR)).reshape(persons, OBJECTIVES) * SHARE
    tracks = np.stack([shown[:, TRACK == track].sum(axis=1) for track in range(3)], axis=1)
    with np.errstate(divide="ignore"):
        readiness = np.where((tracks > 0).all(axis=1), 3.0 / (1.0 / tracks).sum(axis=1), 0.0)
    return summary(readiness)


measure("numpy bincount, columns", work)
