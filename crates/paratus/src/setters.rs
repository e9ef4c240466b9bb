//! Constructors and chained setters of types with public fields.
//!
//! A constructor takes what must be given. A setter replaces what may be left out.

/// What a field of a kind takes: a `text`, a `title`, a `date_time`, `texts`, an `optional_text`, `optional(T)`, `list(T)`, or a type by itself.
macro_rules! given {
    (text) => { impl Into<String> };
    (title) => { impl Into<$crate::document::Title> };
    (date_time) => { $crate::Date };
    (optional_text) => { impl Into<String> };
    (texts) => { impl IntoIterator<Item = impl Into<String>> };
    (list($item:ty)) => { impl IntoIterator<Item = impl Into<$item>> };
    (optional($type:ty)) => { $type };
    ($type:ty) => { $type };
}

/// The value of a field, of what was given for it.
macro_rules! value {
    ($given:ident, text) => {
        $given.into()
    };
    ($given:ident, title) => {
        $given.into()
    };
    ($given:ident, date_time) => {
        $given.into()
    };
    ($given:ident, optional_text) => {
        Some($given.into())
    };
    ($given:ident, texts) => {
        $given.into_iter().map(Into::into).collect()
    };
    ($given:ident, list($item:ty)) => {
        $given.into_iter().map(Into::into).collect()
    };
    ($given:ident, optional($type:ty)) => {
        Some($given)
    };
    ($given:ident, $type:ty) => {
        $given
    };
}

/// The value of a field that nothing was given for.
macro_rules! otherwise {
    () => {
        Default::default()
    };
    ($value:expr) => {
        $value
    };
}

/// `"example" Type(required: kind, …) { may_be_left_out: kind [= what then], … }`: a constructor and setters. Without an example and
/// parentheses only setters.
macro_rules! constructors {
    () => {};
    (
        $example:literal
        $type:ident ($($required:ident: $needs:ident $(($needed:ty))?),* $(,)?)
        { $($field:ident: $kind:ident $(($item:ty))? $(= $default:expr)?),* $(,)? }
        $($rest:tt)*
    ) => {
        impl $type {
            #[doc = concat!("A `", stringify!($type), "` with its required fields; the setters fill the others.")]
            ///
            /// ```
            /// # use paratus::{Track, document::*};
            #[doc = $example]
            /// # let _ = made;
            /// ```
            #[must_use]
            pub fn new($($required: given!($needs $(($needed))?)),*) -> $type {
                $type {
                    $($required: value!($required, $needs $(($needed))?),)*
                    $($field: otherwise!($($default)?),)*
                }
            }
        }
        constructors! { $type { $($field: $kind $(($item))?),* } $($rest)* }
    };
    ($type:ident { $($field:ident: $kind:ident $(($item:ty))?),* $(,)? } $($rest:tt)*) => {
        impl $type {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
                #[must_use]
                pub fn $field(mut self, $field: given!($kind $(($item))?)) -> $type {
                    self.$field = value!($field, $kind $(($item))?);
                    self
                }
            )*
        }
        constructors! { $($rest)* }
    };
}
