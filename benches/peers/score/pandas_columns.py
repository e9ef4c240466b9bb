"""Columns in memory to everyone's readiness with pandas."""
import pandas as pd
from common import *

frame, persons = pd.DataFrame(columns()), people()


def work():
    objective = frame["objective"].to_numpy()
    mass = MASS[frame["kind"].to_numpy()] * np.exp2(-frame["age"].to_numpy() / HALF_LIFE[objective])
    records = pd.DataFrame(
        {"person": frame["person"], "objective": frame["objective"], "known": mass, "success": mass * frame["value"]}
    )
    sums = records.groupby(["person", "objective"], sort=False)[["known", "success"]].sum().reset_index()
    held = sums["objective"].to_numpy()
    sums["shown"] = SHARE[held] * sums["success"] / (sums["known"] + PRIOR)
    sums["track"] = TRACK[held]
    tracks = sums.pivot_table(index="person", columns="track", values="shown", aggfunc="sum", fill_value=0.0)
    tracks = tracks.reindex(index=range(persons), columns=range(3), fill_value=0.0).to_numpy()
    with np.errstate(divide="ignore"):
        return summary(np.where((tracks > 0).all(axis=1), 3.0 / (1.0 / tracks).sum(axis=1), 0.0))


measure("pandas groupby, columns", work)
