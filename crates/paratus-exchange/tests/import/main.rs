//! Imports of foreign tables: made-up ones, and real ones where they are available.

mod common;
mod counts;
mod day_order;
mod door;
mod everyday;
mod evidence;
mod facts;
mod folder;
mod framework;
mod grids;
mod headings;
mod irregular;
mod meaning;
mod merging;
mod misread;
mod mutated;
mod newcomer;
mod notation;
mod offices;
mod questions;
mod real_data;
mod sources;
mod workbooks;
