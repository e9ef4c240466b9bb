//! `TRACK_EMPTY`: a track has no objective.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding, Track};

/// Reports tracks in which nothing can be learned.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for track in Track::ALL {
        if !cx
            .document
            .objectives
            .iter()
            .any(|objective| objective.track == track)
        {
            let aim = match track {
                Track::People => "know why it matters",
                Track::Process => "be aware of the new ways",
                Track::Technology => "be competent with the tools",
            };

            let help = format!("add objectives by which staff come to {aim}");
            out.push(
                describe!(
                    Code::TrackEmpty,
                    "objectives",
                    TrackWithoutObjectives { track: track }
                )
                .help(help),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn three_tracks_are_silent() {
        let text = r#"objectives = [
            { id = "a", track = "people" }, { id = "b", track = "process" }, { id = "c", track = "technology" },
        ]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn a_missing_track_is_found() {
        let text =
            r#"objectives = [{ id = "a", track = "people" }, { id = "c", track = "technology" }]"#;
        let expected = "objectives: the process track has no objective | add objectives by which staff come to be aware of the new ways";
        assert_eq!(messages_of(check, text), [expected]);
    }
}
