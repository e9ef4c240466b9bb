//! A file as it is brought: its name and its bytes.

/// A file to be imported: its name and its content.
#[derive(Clone, Copy, Debug)]
pub struct ImportFile<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}
