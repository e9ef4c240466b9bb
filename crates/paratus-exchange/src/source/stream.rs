//! A sheet of a workbook as a stream of text: it is unpacked while the rows are read, so that no sheet is in memory as a whole.

use super::Workbook;
use crate::error::{ExchangeError, TextProblem};
use std::io::{self, Cursor, Read};

/// The text of a sheet.
///
/// The reader of the workbook borrows from it, so both live on a thread of their own, which waits while the parts it made are read.
/// Where there are no threads the sheet is read as a whole.
pub(super) fn sheet(
    mut workbook: Workbook<'static>,
    sheet: String,
) -> Result<Box<dyn Read>, ExchangeError> {
    if cfg!(target_family = "wasm") {
        let mut text = String::new();
        workbook.stream(&sheet, &mut |part| {
            text.push_str(&part);
            true
        })?;
        return Ok(Box::new(Cursor::new(text.into_bytes())));
    }
    let (parts, read) = std::sync::mpsc::sync_channel(PARTS);
    let work = move || {
        let done = workbook.stream(&sheet, &mut |part| parts.send(Ok(Some(part))).is_ok());
        let end = match done {
            Ok(()) => Ok(None),
            Err(ExchangeError::Table(problem)) => Err(problem.message),
            Err(error) => Err(error.to_string()),
        };
        // Nobody waits for it where the table was given up.
        let _ = parts.send(end);
    };
    let thread = std::thread::Builder::new().name("sheet".into()).spawn(work);
    thread.map_err(|error| ExchangeError::io("the workbook", error))?;
    Ok(Box::new(Parts {
        read,
        part: Cursor::default(),
        ended: false,
    }))
}

/// Parts that wait to be read, at most.
const PARTS: usize = 4;

/// Parts of a text as they come; `None` ends it.
struct Parts {
    read: std::sync::mpsc::Receiver<Result<Option<String>, String>>,
    part: Cursor<Vec<u8>>,
    ended: bool,
}

impl Read for Parts {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.part.read(out)?;
            if count > 0 || out.is_empty() || self.ended {
                return Ok(count);
            }
            let unfinished = || "the workbook cannot be read to its end".to_owned();
            match self.read.recv().unwrap_or_else(|_| Err(unfinished())) {
                Ok(Some(part)) => self.part = Cursor::new(part.into_bytes()),
                Ok(None) => self.ended = true,
                Err(message) => return Err(TextProblem::error(message, None)),
            }
        }
    }
}
