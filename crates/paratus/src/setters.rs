//! Constructors and chained setters of types with public fields.
//!
//! A constructor takes what must be given. A setter replaces what may be left out.

/// What a field of a kind takes: a `text`, a `title`, a `date_time`, `texts`, an `optional_text`, `optional(T)`, `optional_texts`,
/// `optional_box(T)`, `list(T)`, `list_into(T)` of what becomes one, by names a `map(T)`, a `text_map` or `text_lists`, or a type by itself,
/// also written `plain(T)`. Nothing that has no second form is taken as `impl Into`: it would leave the types of literals open.
macro_rules! given {
    (text) => { impl Into<String> };
    (title) => { impl Into<$crate::document::Title> };
    (date_time) => { $crate::Date };
    (optional_text) => { impl Into<String> };
    (texts) => { impl IntoIterator<Item = impl Into<String>> };
    (list($item:ty)) => { impl IntoIterator<Item = $item> };
    (list_into($item:ty)) => { impl IntoIterator<Item = impl Into<$item>> };
    (optional_texts) => { impl IntoIterator<Item = impl Into<String>> };
    (map($item:ty)) => { impl IntoIterator<Item = (impl Into<String>, $item)> };
    (text_map) => { impl IntoIterator<Item = (impl Into<String>, impl Into<String>)> };
    (text_lists) => { impl IntoIterator<Item = (impl Into<String>, impl IntoIterator<Item = impl Into<String>>)> };
    (optional($type:ty)) => { $type };
    (optional_box($type:ty)) => { $type };
    (plain($type:ty)) => { $type };
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
        $given.into_iter().collect()
    };
    ($given:ident, list_into($item:ty)) => {
        $given.into_iter().map(Into::into).collect()
    };
    ($given:ident, optional_texts) => {
        Some($given.into_iter().map(Into::into).collect())
    };
    ($given:ident, map($item:ty)) => {
        $given
            .into_iter()
            .map(|(name, item)| (name.into(), item))
            .collect()
    };
    ($given:ident, text_map) => {
        $given
            .into_iter()
            .map(|(name, text)| (name.into(), text.into()))
            .collect()
    };
    ($given:ident, text_lists) => {
        $given
            .into_iter()
            .map(|(name, list)| (name.into(), list.into_iter().map(Into::into).collect()))
            .collect()
    };
    ($given:ident, optional($type:ty)) => {
        Some($given)
    };
    ($given:ident, plain($type:ty)) => {
        $given
    };
    ($given:ident, optional_box($type:ty)) => {
        Some(Box::new($given))
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

/// `"example" Type(required: kind, …) { may_be_left_out: kind [= what then], … }`: a constructor and setters, each by the name of its
/// field. `"example" Type default { … }` is of a type that requires nothing. Without an example only setters.
macro_rules! constructors {
    () => {};
    (
        $example:literal
        $type:ident default { $($field:ident: $kind:ident $(($item:ty))?),* $(,)? }
        $($rest:tt)*
    ) => {
        impl $type {
            #[doc = concat!("A `", stringify!($type), "` of defaults; the setters replace them.")]
            ///
            /// ```
            /// # use paratus::{*, document::*};
            #[doc = $example]
            /// # let _ = made;
            /// ```
            #[must_use]
            pub fn new() -> $type {
                $type::default()
            }
        }
        constructors! { $type { $($field: $kind $(($item))?),* } $($rest)* }
    };
    (
        $example:literal
        $type:ident $(<$life:lifetime>)? ($($required:ident: $needs:ident $(($needed:ty))?),* $(,)?)
        { $($field:ident: $kind:ident $(($item:ty))? $(= $default:expr)?),* $(,)? }
        $($rest:tt)*
    ) => {
        impl $(<$life>)? $type $(<$life>)? {
            #[doc = concat!("A `", stringify!($type), "` with its required fields; the setters fill the others.")]
            ///
            /// ```
            /// # use paratus::{*, document::*};
            #[doc = $example]
            /// # let _ = made;
            /// ```
            #[must_use]
            pub fn new($($required: given!($needs $(($needed))?)),*) -> $type $(<$life>)? {
                $type {
                    $($required: value!($required, $needs $(($needed))?),)*
                    $($field: otherwise!($($default)?),)*
                }
            }
        }
        constructors! { $type $(<$life>)? { $($field: $kind $(($item))?),* } $($rest)* }
    };
    (
        $type:ident $(<$life:lifetime>)? { $($field:ident: $kind:ident $(($item:ty))?),* $(,)? }
        $($rest:tt)*
    ) => {
        impl $(<$life>)? $type $(<$life>)? {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
                #[must_use]
                pub fn $field(mut self, $field: given!($kind $(($item))?)) -> Self {
                    self.$field = value!($field, $kind $(($item))?);
                    self
                }
            )*
        }
        constructors! { $($rest)* }
    };
}

/// Options with `disclosure` and `disclosure_key`: both are set by one [`Disclosure`](crate::disclosure::Disclosure).
macro_rules! disclosure_setters {
    ($($type:ident),+ $(,)?) => {
        $(
            impl $type {
                /// Sets [`disclosure`](field@Self::disclosure) and [`disclosure_key`](field@Self::disclosure_key): for whom the answer
                /// is, and how its counts are rounded.
                #[must_use]
                pub fn disclosure(mut self, disclosure: $crate::disclosure::Disclosure) -> $type {
                    self.disclosure = Some(disclosure.audience());
                    self.disclosure_key = disclosure.key();
                    self
                }

            }

            impl $crate::answers::ForAudience for $type {
                fn key_and_audience(&self) -> (bool, Option<$crate::disclosure::Audience>) {
                    (self.disclosure_key.is_some(), self.disclosure)
                }
            }

            /// For whom the answer is.
            impl From<&$type> for $crate::disclosure::Disclosure {
                fn from(options: &$type) -> Self {
                    Self::new(options.disclosure.unwrap_or_default(), options.disclosure_key)
                }
            }
        )+
    };
}
