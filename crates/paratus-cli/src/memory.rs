//! Amounts of memory on the command line.

/// Less would make very many small parts.
pub(crate) const MIN_MEMORY: u64 = 16 << 20;

/// Memory for evidence, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory(u64);

/// An amount of memory of the command line: `512M`, `4G`, `4GiB`.
pub(crate) fn memory(text: &str) -> Result<Memory, String> {
    let refused = || "write an amount such as 512M or 4G".to_owned();
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let shift = match unit.trim_end_matches('b').trim_end_matches('i') {
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return Err(refused()),
    };
    let bytes = number
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(1 << shift))
        .ok_or_else(refused)?;
    if bytes < MIN_MEMORY {
        return Err(format!(
            "at least {}M: with less, evidence would be read again in very many small parts",
            MIN_MEMORY >> 20
        ));
    }
    Ok(Memory(bytes))
}

impl Memory {
    pub(crate) fn bytes(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_memory_are_read_as_people_write_them() {
        let gib = 1 << 30;
        for (text, bytes) in [
            ("4G", 4 * gib),
            ("4g", 4 * gib),
            ("4 GiB", 4 * gib),
            ("512MB", gib / 2),
            ("1T", 1 << 40),
        ] {
            assert_eq!(memory(text), Ok(Memory(bytes)), "{text}");
        }
        for text in ["", "4", "G", "4.5G", "-1G", "4X", "99999999999T", "1M"] {
            assert!(memory(text).is_err(), "{text}");
        }
    }
}
