//! The report as texts: its panels, a whole page, or Markdown.

use super::{RawEvidence, RawProgramme, failure};
use paratus::answers::{self, ReportAnswer, ReportInput};
use paratus::{Date, Finding};
use paratus_report::html::PanelOptions;
use paratus_report::{Catalogue, FindingWords, Language, Style, html, markdown, panels};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The panels of a report, as pieces of a page.
#[derive(Serialize)]
struct Panels<'a> {
    as_of: Date,
    direction: &'a str,
    language: &'a str,
    panels: Vec<Piece>,
    programme: &'a str,
    sound: bool,
    title: &'a str,
}

/// One panel.
#[derive(Serialize)]
struct Piece {
    headline: String,
    html: String,
    id: String,
    title: String,
}

/// A finding in words.
#[derive(Serialize)]
struct DescribedFinding {
    problem: String,
    remedy: String,
}

/// How a report is written.
#[wasm_bindgen]
pub struct RawLook {
    language: String,
    form: String,
    panels: PanelOptions,
}

#[wasm_bindgen]
impl RawLook {
    /// In a language (`en`, `fr`, `ar`) and a form: `html` is a page, `markdown` a text, and else the panels are given as JSON, with
    /// headings of this level and ids that begin so.
    #[wasm_bindgen(constructor)]
    pub fn new(language: String, form: String, heading_level: u8, id_prefix: &str) -> RawLook {
        RawLook {
            language,
            form,
            panels: PanelOptions::default()
                .heading_level(heading_level)
                .id_prefix(id_prefix),
        }
    }
}

#[wasm_bindgen]
impl RawProgramme {
    /// What findings (a JSON list) say in a language, each with what to do.
    pub fn describe(&self, findings: &str, language: &str) -> Result<String, JsValue> {
        let findings = answers::parse_findings(findings).map_err(|error| failure(&error))?;
        let catalogue = Catalogue::new(Language::of_code(language).unwrap_or(Language::English));
        let words: Vec<DescribedFinding> = findings
            .iter()
            .map(|finding| {
                let FindingWords { problem, remedy } = catalogue.finding(finding);
                DescribedFinding { problem, remedy }
            })
            .collect();
        Ok(answers::to_json(&words))
    }

    /// What parts of plans (a JSON list) say in a language, as a JSON list of texts.
    #[wasm_bindgen(js_name = describeStatements)]
    pub fn describe_statements(&self, stated: &str, language: &str) -> Result<String, JsValue> {
        let stated = answers::parse_statements(stated).map_err(|error| failure(&error))?;
        let catalogue = Catalogue::new(Language::of_code(language).unwrap_or(Language::English));
        let words: Vec<String> = stated
            .iter()
            .map(|one| catalogue.statements(&one.says, &one.text))
            .collect();
        Ok(answers::to_json(&words))
    }

    /// The report. What the verdicts owe to the rules takes as long as a dozen assessments, and is left out unless `sensitivity`. A plan
    /// is reported where one is given, as JSON; it must hold.
    pub fn report(
        &self,
        evidence: &RawEvidence,
        options: &str,
        look: RawLook,
        sensitivity: bool,
        plan: Option<String>,
    ) -> Result<String, JsValue> {
        let disclosure = answers::disclosure_of(options).map_err(|error| failure(&error))?;
        let mut ledger = evidence.0.borrow_mut();
        let assessment = ledger
            .assess_json(options)
            .map_err(|error| failure(&error))?
            .clone();
        let findings: Vec<Finding> = self
            .compiled
            .findings()
            .iter()
            .chain(ledger.findings())
            .cloned()
            .collect();
        let plan = plan
            .map(|text| answers::parse_verified_plan(assessment.programme(), ledger.log(), &text));
        let plan = plan.transpose().map_err(|error| failure(&error))?;
        let answer = ReportAnswer::new(&ReportInput {
            assessment: &assessment,
            disclosure: &disclosure,
            document: sensitivity.then_some(&self.document),
            evidence: ledger.log(),
            findings: &findings,
            language: &look.language,
            plan: plan.as_ref(),
            responses: ledger.responses(),
        });
        let answer = answer.map_err(|error| failure(&error))?;
        let catalogue =
            Catalogue::new(Language::of_code(&look.language).unwrap_or(Language::English));
        let panels = panels::panels(&answer, &catalogue);
        Ok(match look.form.as_str() {
            "html" => html::page(&answer, &panels, &catalogue, Style::Within),
            "markdown" => markdown(&answer, &panels, &catalogue),
            _ => answers::to_json(&Panels {
                as_of: answer.as_of,
                direction: catalogue.language.direction(),
                language: catalogue.language.code(),
                panels: panels
                    .iter()
                    .map(|panel| Piece {
                        headline: panel.headline.words.clone(),
                        html: html::panel_with(panel, &catalogue, &look.panels),
                        id: panel.id.clone(),
                        title: panel.title.words.clone(),
                    })
                    .collect(),
                programme: &answer.programme,
                sound: answer.sound,
                title: &answer.title,
            }),
        })
    }
}
