mod make;
mod pauses;
mod placement;
mod replan;
