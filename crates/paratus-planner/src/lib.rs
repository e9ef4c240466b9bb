//! The planner, numbers only: which activities people take ([`selection`]), and when, where and by whom they are given
//! ([`timetable`]). It knows nothing of programmes; `paratus` translates.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::unreachable
    )
)]

pub mod pace;
pub mod selection;
pub mod timetable;
