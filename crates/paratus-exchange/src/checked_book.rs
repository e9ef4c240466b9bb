//! What was seen of a workbook when its size was checked.

/// What was seen of an archive while it was inflated to check its size. It need not be inflated for that again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CheckedBook {
    pub(crate) has_formulas: bool,
    pub(crate) has_merged: bool,
}
