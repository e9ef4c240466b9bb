"""Columns in memory to everyone's readiness with polars."""
from polars_common import *

frame = pl.DataFrame(columns())
objectives = pl.DataFrame({"objective": np.arange(OBJECTIVES, dtype=np.uint8), **OBJECTIVE}).lazy()
kinds = pl.DataFrame({"kind": np.arange(len(KINDS), dtype=np.uint8), "weight": MASS}).lazy()


def work():
    mass = pl.col("weight") * pl.lit(2.0).pow(-pl.col("age") / pl.col("half_life"))
    records = frame.lazy().join(objectives, on="objective").join(kinds, on="kind")
    found = readiness(records, mass, "person").collect()
    return figures(found, found["person"].to_numpy())


measure("polars, columns", work)
