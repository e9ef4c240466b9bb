"""The model as a lazy query of polars."""
import polars as pl
from common import *

OBJECTIVE = {"track": TRACK.astype(np.int8), "share": SHARE, "half_life": HALF_LIFE}


def readiness(records, mass, by):
    """From records joined with their objective to one row per person."""
    sums = records.with_columns(mass=mass).group_by(by, "objective").agg(
        known=pl.col("mass").sum(),
        success=(pl.col("mass") * pl.col("value")).sum(),
        track=pl.col("track").first(),
        share=pl.col("share").first(),
    )
    shown = sums.with_columns(shown=pl.col("share") * pl.col("success") / (pl.col("known") + PRIOR))
    tracks = shown.group_by(by).agg(
        *[pl.col("shown").filter(pl.col("track") == track).sum().alias(f"t{track}") for track in range(3)]
    )
    whole = sum(1.0 / pl.col(f"t{track}") for track in range(3))
    all_held = pl.min_horizontal("t0", "t1", "t2") > 0
    return tracks.with_columns(readiness=pl.when(all_held).then(3.0 / whole).otherwise(0.0)).sort(by)


def figures(frame, numbers):
    everyone = np.zeros(people())
    everyone[numbers] = frame["readiness"].to_numpy()
    return summary(everyone)
