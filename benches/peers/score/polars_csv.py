"""A table on disk to everyone's readiness with polars, as a stream."""
from polars_common import *

objectives = pl.DataFrame({"objective": [f"obj{number:02d}" for number in range(OBJECTIVES)], **OBJECTIVE}).lazy()
kinds = pl.DataFrame({"kind": KINDS, "weight": MASS}).lazy()


def work():
    age = (pl.date(2025, 6, 30) - pl.col("date")).dt.total_days()
    mass = pl.col("weight") * pl.lit(2.0).pow(-age / pl.col("half_life"))
    table = pl.scan_csv(os.path.join(FOLDER, "evidence.csv"), try_parse_dates=True)
    records = table.join(objectives, on="objective").join(kinds, on="kind")
    found = readiness(records, mass, "person").collect(engine="streaming")
    return figures(found, found["person"].str.slice(1).cast(pl.Int64).to_numpy())


measure("polars streaming, CSV", work)
