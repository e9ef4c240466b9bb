//! Guides: how the library is used in a program. Every example here is run by the tests.
//!
//! [`sample`] is the programme that the examples of this documentation share.

#[doc = include_str!("first_steps.md")]
pub mod first_steps {}

#[doc = include_str!("in_a_service.md")]
pub mod in_a_service {}

#[doc = include_str!("evidence_in_a_database.md")]
pub mod evidence_in_a_database {}

#[cfg(feature = "diff")]
#[doc = include_str!("rules.md")]
pub mod rules {}

#[cfg(feature = "plan")]
#[doc = include_str!("planning.md")]
pub mod planning {}

#[doc = include_str!("errors.md")]
pub mod errors {}

#[doc = include_str!("privacy.md")]
pub mod privacy {}

#[doc = include_str!("features.md")]
pub mod features {}

/// The programme that the examples of this documentation share.
///
#[doc = concat!("```\n", include_str!("sample.rs"), "```")]
pub mod sample {}
