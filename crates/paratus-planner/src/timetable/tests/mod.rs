mod make;
mod replan;
