mod make;
mod placement;
mod replan;
