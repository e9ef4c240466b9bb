//! What a timetable must hold, over problems made at random and a few made by hand.

mod board;
mod brute;
mod by_hand;
mod gather;
mod make;
mod properties;
mod replan;
