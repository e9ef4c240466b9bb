//! Ids of the forms of answers: `paratus/plan/1`.

/// Declares the type of a schema id, so that answers say what they are and schemas name the exact text.
macro_rules! schema_id {
    ($(#[doc = $doc:literal])* $name:ident = $id:literal) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            /// The only version so far.
            #[default]
            #[serde(rename = $id)]
            V1,
        }
    };
}
pub(crate) use schema_id;
