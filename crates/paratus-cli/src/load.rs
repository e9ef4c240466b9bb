//! From files to a compiled programme and its evidence, with every finding on the way.

use crate::args::{Dates, EvidenceArgs, Source};
use crate::console::Context;
use crate::diagnostics;
use crate::failure::{Failure, reason};
use crate::folder::{self, Disk, Home};
use crate::progress::Progress;
use crate::words;
use paratus::answers::FindingsAnswer;
use paratus::document::{Reading, read_folder, read_json, read_toml};
use paratus::table::{DateFormat, TableOptions};
use paratus::{Assessment, Date, Error, EvidenceLog, Finding, Programme, Severity};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Bytes read at a time.
const BLOCK: usize = 1 << 18;

/// A programme that was read.
pub(crate) struct Loaded {
    /// Where it came from.
    pub(crate) home: Home,
    /// As written, and where everything stands.
    pub(crate) reading: Reading,
    /// As compiled.
    pub(crate) programme: Programme,
    /// Everything wrong or odd in it, placed and sorted.
    pub(crate) findings: Vec<Finding>,
}

/// Evidence that was read.
pub(crate) struct Evidence {
    /// What counts.
    pub(crate) log: EvidenceLog,
    /// What was refused, and what is odd about what was taken.
    pub(crate) findings: Vec<Finding>,
    /// The files that were read.
    pub(crate) files: Vec<String>,
    /// Rows that were refused.
    pub(crate) refused: u64,
    /// A table that could not be read at all: its columns are missing, or it is no table.
    pub(crate) unusable: bool,
}

impl Loaded {
    /// Reads a programme, whatever is wrong in it.
    pub(crate) fn read(argument: Option<&Path>) -> Result<Loaded, Failure> {
        let home = Home::find(argument)?;
        let reading = reading(&home)?;
        let programme = reading.compile();
        let findings = programme.findings().to_vec();
        Ok(Loaded { home, reading, programme, findings })
    }

    /// Reads a programme to compute from. One with errors is refused: figures would not be what was meant.
    pub(crate) fn sound(argument: Option<&Path>, context: &Context) -> Result<Loaded, Failure> {
        let loaded = Loaded::read(argument)?;
        if diagnostics::has_errors(&loaded.findings) {
            let errors: Vec<Finding> = loaded.findings.into_iter().filter(|f| f.severity == Severity::Error).collect();
            let many = words::count(errors.len(), "error", "errors");
            let failure = Failure::new(format!("the programme has {many}, so its figures would not be what was meant"))
                .with_help("mend what is listed above; `paratus check` shows everything at once")
                .with_findings(errors, loaded.home.folder());
            return Err(failure);
        }
        if !loaded.findings.is_empty() {
            let tally = diagnostics::tally(&loaded.findings);
            diagnostics::remark(&format!("{tally} in the programme; `paratus check` lists them"), context);
        }
        Ok(loaded)
    }

    /// Findings on the programme's content with their places.
    pub(crate) fn placed(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        self.reading.place(&mut findings);
        findings
    }

    /// The date of assessment: flag, environment, programme; there is no clock.
    pub(crate) fn as_of(&self, context: &Context) -> Result<Date, Failure> {
        context.as_of.or(self.programme.as_of()).ok_or_else(|| {
            Failure::new("no date of assessment is given, and there is no clock")
                .with_help("add `--as-of YYYY-MM-DD`, set PARATUS_AS_OF, or write `as_of` into the programme")
        })
    }

    /// Reads all evidence in one pass, in memory that does not grow with the text.
    pub(crate) fn evidence(&self, args: &EvidenceArgs) -> Result<Evidence, Failure> {
        let mut evidence = Evidence {
            log: EvidenceLog::new(&self.programme),
            findings: Vec::new(),
            files: Vec::new(),
            refused: 0,
            unusable: false,
        };
        let options = TableOptions::default().with_dates(date_format(args.dates));
        if let (true, Home::Folder(folder)) = (args.evidence.is_empty(), &self.home)
            && folder.join("evidence.csv").exists()
        {
            evidence.file(&folder.join("evidence.csv"), "evidence.csv", options)?;
        }
        for path in &args.evidence {
            let name = words::path(path);
            if path.as_os_str() == "-" {
                if self.home == Home::Standard {
                    return Err(Failure::new("programme and evidence cannot both come from standard input"));
                }
                evidence.read(&mut std::io::stdin().lock(), "standard input", None, options)?;
            } else {
                evidence.file(path, &self.named(path, &name), options)?;
            }
        }
        evidence.findings = FindingsAnswer::new(std::mem::take(&mut evidence.findings)).findings;
        Ok(evidence)
    }

    /// A file's name as findings show it: relative to the programme's folder where it lies in it.
    fn named(&self, path: &Path, name: &str) -> String {
        let folder = self.home.folder();
        if folder.as_os_str().is_empty() || folder.as_os_str() == "." {
            return name.to_owned();
        }
        match (path.strip_prefix(folder), path.canonicalize()) {
            (Ok(inner), _) => words::path(inner),
            (Err(_), Ok(whole)) => words::path(&whole),
            (Err(_), Err(_)) => name.to_owned(),
        }
    }
}

/// Programme, evidence and assessment of a verb that computes.
pub(crate) struct Assessed {
    pub(crate) loaded: Loaded,
    pub(crate) evidence: Evidence,
    pub(crate) assessment: Assessment,
}

impl Assessed {
    /// Reads and assesses. Refused rows are told on standard error; the rest counts.
    pub(crate) fn read(source: &Source, context: &Context) -> Result<Assessed, Failure> {
        let loaded = Loaded::sound(source.folder.as_deref(), context)?;
        let as_of = loaded.as_of(context)?;
        let evidence = loaded.evidence(&source.evidence)?;
        if evidence.unusable {
            let errors = evidence.findings.into_iter().filter(|f| f.severity == Severity::Error).collect();
            return Err(Failure::new("the evidence cannot be read")
                .with_help("mend what is listed above; nothing was assessed")
                .with_findings(errors, loaded.home.folder()));
        }
        let refused: Vec<Finding> =
            evidence.findings.iter().filter(|f| f.severity == Severity::Error).take(3).cloned().collect();
        if evidence.refused > 0 {
            diagnostics::notes(&refused, loaded.home.folder(), context);
            let rows = words::count(usize::try_from(evidence.refused).unwrap_or(usize::MAX), "row", "rows");
            let message = format!("{rows} of evidence refused and not counted; `paratus check` lists every one");
            diagnostics::remark(&message, context);
        }
        let assessment = loaded.programme.assess(&evidence.log, as_of);
        assessment.findings().iter().for_each(|finding| diagnostics::remark(&finding.message, context));
        Ok(Assessed { loaded, evidence, assessment })
    }

    /// All findings that bear on the figures.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.loaded.findings.iter().chain(&self.evidence.findings).cloned().collect()
    }
}

impl Evidence {
    fn file(&mut self, path: &Path, name: &str, options: TableOptions) -> Result<(), Failure> {
        let mut file = folder::open(path).map_err(|error| Failure::io("read", path, &error))?;
        let length = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
        self.read(&mut file, name, length, options)
    }

    fn read(
        &mut self,
        input: &mut dyn Read,
        name: &str,
        length: Option<u64>,
        options: TableOptions,
    ) -> Result<(), Failure> {
        let progress = Progress::reading(name, length);
        let mut reader = self.log.reader(name, options);
        let mut block = vec![0; BLOCK];
        while !reader.stopped() {
            match input.read(&mut block) {
                Ok(0) => break,
                Ok(length) => {
                    reader.push(block.get(..length).unwrap_or_default());
                    progress.add(length);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::new(format!("cannot read `{name}`: {}", reason(&error)))),
            }
        }
        let stopped = reader.stopped();
        let report = reader.finish();
        // A header alone, or none, may only come to light at the end of a short file.
        self.unusable |= stopped || (report.rows + report.refused == 0 && diagnostics::has_errors(&report.findings));
        self.refused += report.refused;
        self.findings.extend(report.findings);
        self.files.push(name.to_owned());
        Ok(())
    }
}

fn date_format(dates: Option<Dates>) -> DateFormat {
    match dates {
        None | Some(Dates::Iso) => DateFormat::Iso,
        Some(Dates::Excel) => DateFormat::Excel,
        Some(Dates::DayMonthYear) => DateFormat::DayMonthYear,
        Some(Dates::MonthDayYear) => DateFormat::MonthDayYear,
    }
}

/// Reads the document.
fn reading(home: &Home) -> Result<Reading, Failure> {
    let refused = |error: Error, folder: &Path| {
        let failure = Failure::new("the programme cannot be read").with_findings(error.into_findings(), folder);
        failure.with_help("mend what is listed above; nothing behind it could be checked")
    };
    match home {
        Home::Folder(folder) => read_folder(&Disk(folder)).map_err(|e| refused(e, folder)),
        Home::Single(path) => {
            let bytes = folder::read(path).map_err(|error| Failure::io("read", path, &error))?;
            let name = path.file_name().map(PathBuf::from).unwrap_or_default();
            let text = utf8(&bytes, path)?;
            let is_toml = path.extension().is_some_and(|ending| ending == "toml");
            let read = if is_toml { read_toml } else { read_json };
            read(&words::path(&name), text).map_err(|error| refused(error, home.folder()))
        }
        Home::Standard => {
            let mut bytes = Vec::new();
            let result = std::io::stdin().lock().read_to_end(&mut bytes);
            result.map_err(|error| Failure::new(format!("cannot read standard input: {}", reason(&error))))?;
            let text = utf8(&bytes, Path::new("standard input"))?;
            read_json("standard input", text).map_err(|error| refused(error, home.folder()))
        }
    }
}

fn utf8<'a>(bytes: &'a [u8], path: &Path) -> Result<&'a str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes.get(..error.valid_up_to()).unwrap_or_default().iter().filter(|&&b| b == b'\n').count() + 1;
        Failure::new(format!("`{}` is not valid UTF-8 at line {line}", words::path(path))).with_help("save it as UTF-8")
    })
}
