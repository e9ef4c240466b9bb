//! The sections of the sample: size, roles, mood, and which features they use.
//!
//! The differences are meant: the archive never touches bulk data, finance never publishes on the intranet, only a few
//! sections administer anything. Each feature set that a section never uses spares its people a training.

use super::catalogue::OBJECTIVES;
use super::{Purpose, Rng, staff::Staff};
use paratus::Date;
use std::fmt::Write;

/// A section of the template and what the sample makes of it.
pub(crate) struct Section {
    /// Its id.
    pub(crate) id: &'static str,
    /// The section it is part of.
    pub(crate) parent: Option<&'static str>,
    /// Its share of the staff, in parts of the sum of all.
    pub(crate) weight: usize,
    /// The role of those who lead it.
    pub(crate) led_by: &'static str,
    /// The roles of the others, with their frequency.
    pub(crate) mix: &'static [(&'static str, u32)],
    /// How far its people take part, on the whole.
    pub(crate) mood: f64,
    /// Declared use per feature set in the order of the objectives: `H`igh, `M`edium, `L`ow, `0` never. Empty where the
    /// section declares none: it takes over that of the section above it.
    use_of_sets: &'static str,
    /// Use of the feature that belongs to no set.
    use_offline: char,
}

macro_rules! sections {
    ($($id:literal in $parent:expr, $weight:literal, $led:literal, [$($role:literal $share:literal),+], $mood:literal, $sets:literal $offline:literal;)+) => {
        &[$(Section {
            id: $id, parent: $parent, weight: $weight, led_by: $led, mix: &[$(($role, $share)),+], mood: $mood,
            use_of_sets: $sets, use_offline: $offline,
        }),+]
    };
}

/// The sections, in the order of `sections.toml`.
///
/// Columns of use: basics, versions, retention, admin of the document database; reading, publishing, admin of the intranet;
/// reports, analysis, automation of the data tool; then the use of `docbase/offline-copy`.
///
/// Two honest warnings are built in. The private office has people and no declared use (`NO_FEATURE_USE`). The regions
/// work with offline copies, which no feature set teaches (`UNTRAINED_FEATURE`).
#[rustfmt::skip]
pub(crate) const SECTIONS: &[Section] = sections! {
    "private-office"   in None,               2, "manager",            ["analyst" 6, "registry-clerk" 4],                      0.50, ""           '0';
    "operations"       in None,               2, "head-of-department", ["manager" 2, "registry-clerk" 4, "analyst" 4],         0.62, "HLL0ML0ML0" '0';
    "archive"          in Some("operations"), 20, "manager",           ["registry-clerk" 8, "analyst" 1, "km-officer" 1],      0.70, "HMH0ML0L00" '0';
    "registry"         in Some("operations"), 24, "manager",           ["registry-clerk" 17, "analyst" 2, "km-officer" 1],     0.64, "HHM0M00L00" '0';
    "casework"         in Some("operations"), 36, "manager",           ["analyst" 15, "registry-clerk" 4, "km-officer" 1],     0.52, "HM00HL0ML0" '0';
    "policy"           in None,               2, "head-of-department", ["analyst" 5, "manager" 2],                             0.60, "HL00HM0ML0" '0';
    "research"         in Some("policy"),     14, "manager",           ["analyst" 17, "km-officer" 2, "registry-clerk" 1],     0.66, "HM00HM0HHL" '0';
    "drafting"         in Some("policy"),     14, "manager",           ["analyst" 18, "registry-clerk" 2],                     0.48, ""           '0';
    "corporate"        in None,               2, "head-of-department", ["analyst" 5, "registry-clerk" 5],                      0.58, "HML0HM0ML0" '0';
    "it"               in Some("corporate"),  12, "manager",           ["it-support" 8, "analyst" 2],                          0.60, "MMLHHLMMMM" '0';
    "finance"          in Some("corporate"),  14, "manager",           ["analyst" 7, "registry-clerk" 3],                      0.46, "HM00M00HM0" '0';
    "hr"               in Some("corporate"),  8, "manager",            ["analyst" 6, "registry-clerk" 2, "trainer" 2],         0.62, ""           '0';
    "knowledge-office" in Some("corporate"),  6, "manager",            ["km-officer" 6, "trainer" 4],                          0.82, "HMM0HHMML0" '0';
    "regions"          in None,               2, "head-of-department", ["analyst" 6, "registry-clerk" 4],                      0.50, "HLL0ML0L00" 'L';
    "north"            in Some("regions"),    21, "manager",           ["analyst" 12, "registry-clerk" 7, "km-officer" 1],     0.56, "HLL0M00L00" 'M';
    "south"            in Some("regions"),    21, "manager",           ["analyst" 12, "registry-clerk" 7, "km-officer" 1],     0.44, ""           '0';
};

/// The place of a section in [`SECTIONS`].
pub(crate) fn section(id: &str) -> Option<usize> {
    SECTIONS.iter().position(|section| section.id == id)
}

/// Whether the section, or else the nearest one above it that declares any use, never uses a feature set.
pub(crate) fn never_uses(mut at: usize, objective: usize) -> bool {
    let Some(set) = feature_sets().position(|index| index == objective) else {
        return false;
    };
    loop {
        match SECTIONS[at].use_of_sets.as_bytes().get(set) {
            Some(degree) => return *degree == b'0',
            None => match SECTIONS[at].parent.and_then(section) {
                Some(parent) => at = parent,
                None => return false,
            },
        }
    }
}

/// The objectives that are feature sets.
fn feature_sets() -> impl Iterator<Item = usize> {
    OBJECTIVES
        .iter()
        .enumerate()
        .filter(|(_, objective)| !objective.tool.is_empty())
        .map(|(index, _)| index)
}

/// `feature_use.csv`: every feature of every section that declares its use, zeros included.
pub(crate) fn feature_use(staff: &Staff, seed: u64, as_of: Date) -> String {
    let mut heads = vec![0_u32; SECTIONS.len()];
    for person in &staff.people {
        heads[person.section] += 1;
    }
    let mut text = String::from("section,feature,uses_per_month,source,date\n");
    for (index, entry) in SECTIONS
        .iter()
        .enumerate()
        .filter(|(_, entry)| !entry.use_of_sets.is_empty())
    {
        let mut rng = Rng::new(seed, Purpose::FeatureUse, index);
        // The office of a department counts the use of those who declare none themselves.
        let covered = SECTIONS
            .iter()
            .zip(&heads)
            .filter(|(s, _)| s.parent == Some(entry.id) && s.use_of_sets.is_empty());
        let size = f64::from(heads[index] + covered.map(|(_, heads)| heads).sum::<u32>()).max(3.0);
        // The logs of the tools were read for most; smaller offices were asked.
        let (source, date) = if entry.weight > 2 {
            ("usage-log", as_of.plus_days(-13))
        } else {
            ("declared", as_of.plus_days(-41))
        };
        let mut row = |feature: &str, tool: &str, uses: f64| {
            let _ = writeln!(text, "{},{tool}/{feature},{uses},{source},{date}", entry.id);
        };
        for (set, degree) in feature_sets().zip(entry.use_of_sets.chars()) {
            for (place, feature) in OBJECTIVES[set].features.iter().enumerate() {
                row(
                    feature,
                    OBJECTIVES[set].tool,
                    uses(degree, place, size, &mut rng),
                );
            }
        }
        row(
            "offline-copy",
            "docbase",
            uses(entry.use_offline, 0, size, &mut rng),
        );
    }
    text
}

/// Uses per month of a section of that size. The first feature of a set is used most, the last of a rare set perhaps never.
fn uses(degree: char, place: usize, size: f64, rng: &mut Rng) -> f64 {
    let per_head = match degree {
        'H' => 18.0,
        'M' => 5.0,
        'L' => 0.8,
        _ => return 0.0,
    };
    if degree == 'L' && place > 1 && rng.chance(0.4) {
        return 0.0;
    }
    let falling = [1.0, 0.6, 0.35, 0.25].get(place).copied().unwrap_or(0.2);
    (per_head * falling * size * (0.75 + 0.5 * rng.unit()))
        .round()
        .max(1.0)
}
