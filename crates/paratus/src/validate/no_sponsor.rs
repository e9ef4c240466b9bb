//! `NO_SPONSOR`: no leadership act names a sponsor.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding, finding};

/// The act that names a sponsor.
const SPONSOR_NAMED: &str = "sponsor-named";

/// Reports a programme with people and no sponsor by its date of assessment.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if cx.document.people.is_empty() {
        return;
    }
    let as_of = cx.document.as_of;
    let mut later = None;
    for act in cx
        .document
        .acts
        .iter()
        .filter(|act| act.act == SPONSOR_NAMED)
    {
        if as_of.is_none_or(|as_of| act.date <= as_of) {
            return;
        }
        later = later.min(Some(act.date)).or(Some(act.date));
    }
    let finding = if let (Some(as_of), Some(later)) = (as_of, later) {
        describe!(
            Code::NoSponsor,
            "acts",
            SponsorLater {
                date: later,
                as_of: as_of
            }
        )
        .help("correct the date of the act, or `as_of`")
    } else {
        let finding = describe!(Code::NoSponsor, "acts", SponsorMissing);
        match finding::closest(
            SPONSOR_NAMED,
            cx.document.acts.iter().map(|act| act.act.as_str()),
        ) {
            Some(act) => finding.help(format!("act `{act}` is close: write `{SPONSOR_NAMED}`")),
            None => finding.help(format!(
                "record the act `{SPONSOR_NAMED}` with its date and evidence"
            )),
        }
    };
    out.push(finding);
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const PEOPLE: &str = "as_of = \"2027-03-14\"\npeople = [{ id = \"p\", section = \"a\" }]\n";

    fn act(act: &str, date: &str) -> String {
        format!("acts = [{{ act = \"{act}\", actor = \"p\", date = \"{date}\" }}]")
    }

    #[test]
    fn a_sponsor_in_time_or_nobody_to_sponsor_is_silent() {
        assert_eq!(
            messages_of(
                check,
                &format!("{PEOPLE}{}", act("sponsor-named", "2027-03-14"))
            ),
            Vec::<String>::new()
        );
        assert_eq!(messages_of(check, ""), Vec::<String>::new());
    }

    #[test]
    fn a_missing_or_late_sponsor_is_found() {
        assert_eq!(
            messages_of(check, PEOPLE),
            [
                "acts: no leadership act names a sponsor | record the act `sponsor-named` with its date and evidence"
            ]
        );
        assert_eq!(
            messages_of(
                check,
                &format!("{PEOPLE}{}", act("sponser-named", "2027-01-01"))
            ),
            [
                "acts: no leadership act names a sponsor | act `sponser-named` is close: write `sponsor-named`"
            ]
        );
        assert_eq!(
            messages_of(
                check,
                &format!("{PEOPLE}{}", act("sponsor-named", "2027-03-15"))
            ),
            [
                "acts: a sponsor is named only on 2027-03-15, after the date of assessment 2027-03-14 | correct the date of the act, or `as_of`"
            ]
        );
    }
}
