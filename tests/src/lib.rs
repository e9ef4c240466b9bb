//! What holds the library against its documentation: published figures, a naive model, properties and flips.
#![cfg(test)]

mod case;
mod differential;
mod flips;
mod generate;
mod hostile;
mod keys;
mod ministry;
mod naive;
mod properties;
mod selection;
mod vectors;
