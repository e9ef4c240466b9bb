//! From files to a compiled programme and its evidence, with every finding on the way.

use crate::args::{EvidenceArgs, Source};
use crate::console::Context;
use crate::diagnostics;
use crate::disk::Disk;
use crate::failure::{Failure, reason};
use crate::folder::{self, Home};
use crate::folder_lint;
use crate::formatting;
use crate::inputs;
use crate::spill;
use crate::tables::{Table, Tables};
use paratus::answers::{FindingsAnswer, uncounted_rows};
use paratus::disclosure::Disclosure;
use paratus::document::{Reading, read_folder_with, read_json, read_toml};
use paratus::survey::ResponseLog;
use paratus::table::TableOptions;
use paratus::{Assessment, Code, Date, Error, EvidenceLog, Finding, Programme, Severity};
use std::path::{Path, PathBuf};

/// A programme that was read.
pub(crate) struct LoadedProgramme {
    /// Where it came from.
    pub(crate) home: Home,
    /// As written, and where everything is.
    pub(crate) reading: Reading,
    /// As compiled.
    pub(crate) programme: Programme,
    /// Everything wrong or odd in it, placed and sorted.
    pub(crate) findings: Vec<Finding>,
}

/// Evidence and answers that were read.
pub(crate) struct Evidence {
    /// What counts, with what people answered about objectives.
    pub(crate) log: EvidenceLog,
    /// What people answered.
    pub(crate) responses: ResponseLog,
    /// What became of the tables.
    pub(crate) tables: Tables,
}

impl Evidence {
    /// What was found on reading it, and what does not count on a day.
    pub(crate) fn findings(&self, as_of: Date) -> Vec<Finding> {
        let mut findings = self.tables.findings.clone();
        findings.extend(self.log.row_findings());
        findings.extend(self.log.future_records(as_of));
        findings.extend(self.log.hidden_valid_records(as_of));
        findings.extend(uncounted_rows(self.log.programme(), &self.responses, as_of));
        findings
    }
}

impl LoadedProgramme {
    /// Reads a programme, whatever is wrong in it, with tables written as `options` declare.
    pub(crate) fn read(
        argument: Option<&Path>,
        options: TableOptions,
    ) -> Result<LoadedProgramme, Failure> {
        let home = Home::find(argument)?;
        let reading = reading(&home, options)?;
        let programme = reading.compile();
        let findings = programme.findings().to_vec();
        Ok(LoadedProgramme {
            home,
            reading,
            programme,
            findings,
        })
    }

    /// Reads a programme to compute from. One with errors is refused: figures would not be what was meant.
    pub(crate) fn load_valid(
        argument: Option<&Path>,
        options: TableOptions,
        context: &Context,
    ) -> Result<LoadedProgramme, Failure> {
        let loaded = LoadedProgramme::read(argument, options)?;
        if diagnostics::has_errors(&loaded.findings) {
            let errors: Vec<Finding> = loaded
                .findings
                .into_iter()
                .filter(|f| f.severity == Severity::Error)
                .collect();
            let many = formatting::count(errors.len(), "error", "errors");
            let failure = Failure::new(format!(
                "the programme has {many}, so its figures would not be what was meant"
            ))
            .with_help("correct what is listed above; `paratus check` shows everything at once")
            .with_findings(errors, loaded.home.folder());
            return Err(failure);
        }
        let notes = folder_lint::of_programme(&loaded.home, &loaded.reading.document);
        notes
            .iter()
            .for_each(|note| diagnostics::note(note, context));
        Ok(loaded)
    }

    /// Findings on the programme's content with their places.
    pub(crate) fn placed(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        self.reading.place(&mut findings);
        findings
    }

    /// Everything that was found, in its published order: in the programme, and, where evidence was read, in that and as of a date. What
    /// `check` lists, and what notes count.
    pub(crate) fn all_findings(
        &self,
        evidence: Option<&Evidence>,
        assessment: Option<&Assessment>,
    ) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        if let Some(evidence) = evidence {
            findings.extend(evidence.tables.findings.iter().cloned());
            match assessment {
                Some(assessment) => {
                    let (log, as_of) = (&evidence.log, assessment.as_of());
                    findings.extend_from_slice(assessment.findings());
                    findings.extend(log.hidden_valid_records(as_of));
                    findings.extend(log.conflicting_records(as_of));
                    findings.extend(uncounted_rows(&self.programme, &evidence.responses, as_of));
                    findings.extend(self.placed(assessment.single_holders()));
                }
                None => findings.extend(
                    evidence
                        .log
                        .row_findings()
                        .into_iter()
                        .chain(evidence.responses.row_findings()),
                ),
            }
        }
        FindingsAnswer::new(findings).findings
    }

    /// What the library's own answers to a comparison carry: findings of the programme, of reading, and of what does not count on a day.
    pub(crate) fn findings_with(&self, evidence: &Evidence, as_of: Date) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        findings.extend(evidence.findings(as_of));
        findings
    }

    /// Says on standard error how much there is to see. `read` says of what, where it is not everything.
    pub(crate) fn count_findings(&self, findings: &[Finding], read: &str, context: &Context) {
        // Beside a published answer none is counted that is about persons or rows.
        let findings = context.notes.findings(findings.to_vec());
        // Remarks alone are for those who ask.
        if findings
            .iter()
            .any(|finding| finding.severity != Severity::Info)
        {
            let tally = diagnostics::tally(&findings);
            diagnostics::note(
                &format!("{tally}{read}; `paratus check` lists all"),
                context,
            );
        }
        self.note_key(context);
    }

    /// Says on standard error that the key by which figures are rounded can be guessed. That none was given is said by legends.
    fn note_key(&self, context: &Context) {
        if let Some(finding) = short_key(&self.programme, &context.notes) {
            let help = finding.help.map(|help| format!("; {help}"));
            let text = format!("{}{}", finding.message, help.unwrap_or_default());
            diagnostics::note(&text, context);
        }
    }

    /// Reads a programme to compute from without evidence. How much there is to see is said on standard error.
    pub(crate) fn load_programme(
        argument: Option<&Path>,
        context: &Context,
    ) -> Result<LoadedProgramme, Failure> {
        let loaded = LoadedProgramme::load_valid(argument, TableOptions::default(), context)?;
        loaded.count_findings(&loaded.findings, " in the programme", context);
        Ok(loaded)
    }

    /// The date of assessment: flag, environment, programme; there is no clock.
    pub(crate) fn as_of(&self, context: &Context) -> Result<Date, Failure> {
        context.as_of.or(self.programme.as_of()).ok_or_else(|| {
            Failure::new("no date of assessment is given, and there is no clock").with_help(
                "add `--as-of YYYY-MM-DD`, set PARATUS_AS_OF, or write `as_of` into the programme",
            )
        })
    }

    /// Reads all evidence and all answers to compute from. What is missing or refused is reported on standard error, refused rows
    /// where the notes may name people; the rest counts.
    pub(crate) fn read_evidence_with_notes(
        &self,
        args: &EvidenceArgs,
        context: &Context,
    ) -> Result<Evidence, Failure> {
        let evidence = self.evidence(args)?;
        let notes = folder_lint::of_evidence(&self.home, &self.reading.document, args);
        notes
            .iter()
            .for_each(|note| diagnostics::note(note, context));
        evidence.tables.report_rows(self.home.folder(), context)?;
        spill::report_spill(&evidence.log, context);
        Ok(evidence)
    }

    /// Reads all evidence and all answers in one pass. Memory does not grow with the text of the evidence.
    pub(crate) fn evidence(&self, args: &EvidenceArgs) -> Result<Evidence, Failure> {
        let mut log = spill::log(&self.programme, args.memory);
        let mut responses = ResponseLog::new(&self.programme);
        let mut tables = Tables::new(args.table_options().or(self.programme.table_options()));
        let inputs = [
            (&args.evidence, &mut log as &mut dyn Table),
            (&args.responses, &mut responses as &mut dyn Table),
        ];
        for (paths, table) in inputs {
            if let (true, Home::Folder(folder)) = (paths.is_empty(), &self.home) {
                tables.of_folder(table, folder)?;
            }
            for path in paths {
                if folder::is_standard(path) {
                    let mut input = inputs::standard().map_err(|error| unread(&error))?;
                    tables.read(table, &mut input, "standard input", None)?;
                } else {
                    tables.file(table, path, &self.named(path, &formatting::path(path)))?;
                }
            }
        }
        // What is odd about an answer was found when it was read.
        let _ = responses.add_evidence(&mut log, None);
        log.spill_rest();
        tables.findings = FindingsAnswer::new(std::mem::take(&mut tables.findings)).findings;
        Ok(Evidence {
            log,
            responses,
            tables,
        })
    }

    /// A file's name as findings show it: relative to the programme's folder where it lies in it.
    fn named(&self, path: &Path, name: &str) -> String {
        let folder = self.home.folder();
        if folder.as_os_str().is_empty() || folder.as_os_str() == "." {
            return name.to_owned();
        }
        match (path.strip_prefix(folder), path.canonicalize()) {
            (Ok(inner), _) => formatting::path(inner),
            (Err(_), Ok(whole)) => formatting::path(&whole),
            (Err(_), Err(_)) => name.to_owned(),
        }
    }
}

/// The finding on a key that can be guessed.
pub(crate) fn short_key(programme: &Programme, disclosure: &Disclosure) -> Option<Finding> {
    let finding = disclosure.key_finding(programme.rules());
    finding.filter(|finding| finding.code == Code::DisclosureKeyShort)
}

/// Says on standard error what those who read the notes may know of what was found.
pub(crate) fn note_findings(findings: Vec<Finding>, context: &Context) {
    for finding in context.notes.findings(findings) {
        let place = diagnostics::place(&finding)
            .map(|place| format!(" ({place})"))
            .unwrap_or_default();
        diagnostics::note(&format!("{}{place}", finding.message), context);
    }
}

/// Programme, evidence and assessment of a verb that computes.
pub(crate) struct AssessedProgramme {
    pub(crate) loaded: LoadedProgramme,
    pub(crate) evidence: Evidence,
    pub(crate) assessment: Assessment,
    /// For whom the figures are.
    pub(crate) disclosure: Disclosure,
}

impl AssessedProgramme {
    /// Reads and assesses. What is missing or refused is reported on standard error; the rest counts.
    pub(crate) fn read(source: &Source, context: &Context) -> Result<AssessedProgramme, Failure> {
        let options = source.evidence.table_options();
        let loaded = LoadedProgramme::load_valid(source.folder.as_deref(), options, context)?;
        let as_of = loaded.as_of(context)?;
        let evidence = loaded.read_evidence_with_notes(&source.evidence, context)?;
        let assessment = loaded.programme.assess(&evidence.log, as_of);
        let later = uncounted_rows(&loaded.programme, &evidence.responses, as_of);
        note_findings([assessment.findings(), &later].concat(), context);
        loaded.count_findings(
            &loaded.all_findings(Some(&evidence), Some(&assessment)),
            "",
            context,
        );
        Ok(AssessedProgramme {
            loaded,
            evidence,
            assessment,
            disclosure: context.disclosure,
        })
    }

    /// All findings that bear on the figures: those that the library's own answers carry.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let later = uncounted_rows(
            &self.loaded.programme,
            &self.evidence.responses,
            self.assessment.as_of(),
        );
        let read = self
            .loaded
            .findings
            .iter()
            .chain(&self.evidence.tables.findings);
        read.chain(self.assessment.findings())
            .cloned()
            .chain(later)
            .collect()
    }
}

/// Reads the document.
fn reading(home: &Home, options: TableOptions) -> Result<Reading, Failure> {
    let refused = |error: Error, folder: &Path| {
        let failure = Failure::new("the programme cannot be read")
            .with_findings(error.into_findings(), folder);
        failure.with_help("correct what is listed above; what depends on it could not be checked")
    };
    match home {
        Home::Folder(folder) => {
            read_folder_with(&Disk::new(folder), options).map_err(|e| refused(e, folder))
        }
        Home::Single(path) => {
            let bytes =
                folder::read_regular(path).map_err(|error| Failure::io("read", path, &error))?;
            let name = path.file_name().map(PathBuf::from).unwrap_or_default();
            let text = utf8(&bytes, path)?;
            let is_toml = path.extension().is_some_and(|ending| ending == "toml");
            let read = if is_toml { read_toml } else { read_json };
            read(&formatting::path(&name), text).map_err(|error| refused(error, home.folder()))
        }
        Home::Standard => {
            let bytes = folder::read(Path::new("-")).map_err(|error| unread(&error))?;
            let text = utf8(&bytes, Path::new("standard input"))?;
            read_json("standard input", text).map_err(|error| refused(error, home.folder()))
        }
    }
}

/// Why standard input cannot be read.
fn unread(error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot read standard input: {}", reason(error)))
}

fn utf8<'a>(bytes: &'a [u8], path: &Path) -> Result<&'a str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes
            .get(..error.valid_up_to())
            .unwrap_or_default()
            .iter()
            .filter(|&&b| b == b'\n')
            .count()
            + 1;
        Failure::new(format!(
            "`{}` is not valid UTF-8 at line {line}",
            formatting::path(path)
        ))
        .with_help("save it as UTF-8")
    })
}
