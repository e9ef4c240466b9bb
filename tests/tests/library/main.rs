//! The library against its vectors, fixtures, the example ministry and real data.

mod answers;
mod built_in_code;
mod fixtures;
mod misuse;
mod module_order;
mod people_survey;
mod removal;
mod rollout;
mod survey_vectors;
mod threads;
mod times_of_day;
mod titles;
