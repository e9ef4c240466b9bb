//! Columns that look like contact data.

use crate::words::{CONTACT, NAME, WHOSE};

/// Whether a heading looks like a name, an e-mail, postal or network address, a telephone number or the like.
pub(crate) fn looks_like_contact(heading: &str) -> bool {
    let words = words(heading);
    let refs: Vec<&str> = words.iter().map(String::as_str).collect();
    match refs.as_slice() {
        [] => false,
        [only] => CONTACT.contains(only) || NAME.contains(only),
        many => {
            many.windows(2).any(|pair| {
                let &[first, second] = pair else { return false };
                (second == "name" && WHOSE.contains(&first)) || (first == "e" && second == "mail")
            }) || many
                .iter()
                .any(|word| word != &"cell" && word != &"mail" && CONTACT.contains(word))
        }
    }
}

/// The words of a heading in lower case: `RecipientFirstName`, `recipient_first_name` and `Recipient first name` are alike.
fn words(heading: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut lower_before = false;
    for letter in heading.chars() {
        if !letter.is_alphanumeric() {
            open = false;
            lower_before = false;
            continue;
        }
        if letter.is_uppercase() && lower_before {
            open = false;
        }
        lower_before = letter.is_lowercase();
        if !open {
            words.push(String::new());
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::looks_like_contact;

    #[test]
    fn contact_columns_are_known_by_their_headings() {
        for heading in [
            "Name",
            "E-mail address",
            "email",
            "IPAddress",
            "RecipientFirstName",
            "last_name",
            "Telephone (work)",
            "ipaddr",
            "Student Name",
        ] {
            assert!(looks_like_contact(heading), "{heading}");
        }
        for heading in [
            "Skill Name",
            "Role",
            "score",
            "id_student",
            "Course name",
            "code_module",
            "Cell count",
            "",
        ] {
            assert!(!looks_like_contact(heading), "{heading}");
        }
    }
}
