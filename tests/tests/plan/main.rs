//! Plans of made-up programmes and of the ministry: that they hold, that judging them finds what is wrong, and that they
//! answer what they must.

mod announced;
mod bound;
mod by_hand;
mod changed;
mod covering;
mod earlier;
mod filled;
mod foreign;
mod infeasible;
mod inspectorate;
mod laws;
mod mutated;
mod own_time;
mod places;
mod plan_diff;
mod planner;
mod replan;
mod verified;
mod world;
