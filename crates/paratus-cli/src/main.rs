//! The `paratus` command.
fn main() {}
