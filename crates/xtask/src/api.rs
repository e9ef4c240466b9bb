//! The public interface of the library, from rustdoc's JSON: few names in the root, each item at one path and each type by one name, an
//! example on every operation, setters by the names of fields, and the traits that an embedder counts on.

use crate::Result;
use crate::checkout::{Checkout, read};
use crate::process::{cargo, run};
use crate::steps::Outcome;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How many names the root of the crate may have.
const MAX_ROOT_NAMES: usize = 35;

/// What borrows handles, which are not compared, or functions.
const NOT_COMPARED: [&str; 4] = [
    "paratus::answers::ReportInput",
    "paratus::compare::DiffSide",
    "paratus::document::Reading",
    "paratus::plan::CalendarFrame",
];

/// What the library makes, with one value that a caller may replace.
const MADE_BY_LIBRARY: [&str; 2] = ["paratus::Finding", "paratus::survey::Agreement"];

/// What is no data of its own: views of a compiled programme and of how figures are written, and what a host says of its files.
const NOT_SERIALISED: [&str; 6] = [
    "paratus::document::SheetText",
    "paratus::evidence::RecordOutcome",
    "paratus::figure::",
    "paratus::model::",
    "paratus::units::WeakestTrack",
    "paratus::rollout::Climate",
];

/// Lets a stable rustdoc write JSON.
const UNPROMISED: &str = "RUSTC_BOOTSTRAP";

/// Documents the library as JSON and judges it.
pub(crate) fn check(checkout: &Checkout) -> Result<Outcome> {
    // A target directory of its own: the variable makes cargo build again whatever asks for it, such as derive macros.
    let target = checkout.target().join("api");
    let mut rustdoc = cargo(checkout.root(), "rustdoc");
    rustdoc
        .args([
            "--quiet",
            "--package",
            "paratus",
            "--all-features",
            "--lib",
            "--target-dir",
        ])
        .arg(&target);
    run(rustdoc
        .args(["--", "-Zunstable-options", "--output-format=json"])
        .env(UNPROMISED, "1"))?;
    let json = read(&target.join("doc/paratus.json"))?;
    let json = serde_json::from_str(&json).map_err(|error| format!("rustdoc's JSON: {error}"))?;
    let api = Api::new(&json)?;
    println!(
        "{} names in the root, {} operations",
        api.root_names().len(),
        api.operations().count()
    );
    let problems = api.problems();
    if problems.is_empty() {
        return Ok(Outcome::Done);
    }
    println!("{}", problems.join("\n"));
    Err(format!(
        "{} problems of the public interface",
        problems.len()
    ))
}

/// Everything that can be named from outside.
struct Api<'a> {
    index: &'a Map<String, Value>,
    root: &'a Value,
    /// Items by path, with the type that a method belongs to.
    functions: BTreeMap<String, (&'a Value, Option<&'a Value>)>,
    /// Structs and enums by path.
    types: BTreeMap<String, &'a Value>,
    problems: Vec<String>,
}

impl<'a> Api<'a> {
    /// Walks through the modules from the root on.
    fn new(json: &'a Value) -> Result<Self> {
        let index = json["index"]
            .as_object()
            .ok_or("rustdoc's JSON has no index")?;
        let root = item(index, &json["root"]).ok_or("rustdoc's JSON has no root")?;
        let mut api = Self {
            index,
            root,
            functions: BTreeMap::new(),
            types: BTreeMap::new(),
            problems: Vec::new(),
        };
        let mut paths = BTreeMap::new();
        api.walk(root, "paratus", &mut paths);
        if api.functions.is_empty() {
            return Err(
                "rustdoc's JSON is of a form that is not understood: no function was found"
                    .to_owned(),
            );
        }
        for paths in paths.into_values().filter(|paths| paths.len() > 1) {
            api.problems.push(format!(
                "`{}` is the same as `{}`: one path is enough",
                paths[1], paths[0]
            ));
        }
        Ok(api)
    }

    /// Adds the items of a module.
    fn walk(&mut self, module: &'a Value, path: &str, paths: &mut BTreeMap<String, Vec<String>>) {
        for id in list(&module["inner"]["module"]["items"]) {
            let Some(mut item) = item(self.index, id) else {
                continue;
            };
            let mut name = &item["name"];
            let import = &item["inner"]["use"];
            if import.is_object() {
                if import["is_glob"] == true {
                    self.problems.push(format!(
                        "`{path}` has a glob: `{}::*`",
                        import["source"].as_str().unwrap_or("?")
                    ));
                    continue;
                }
                name = &import["name"];
                let Some(imported) = self::item(self.index, &import["id"]) else {
                    continue;
                };
                item = imported;
            }
            let path = format!("{path}::{}", name.as_str().unwrap_or("?"));
            let seen = paths.entry(item["id"].to_string()).or_default();
            seen.push(path.clone());
            if seen.len() > 1 {
                continue;
            }
            if item["inner"]["module"].is_object() {
                self.walk(item, &path, paths);
            }
            self.add(item, path);
        }
    }

    /// Adds a function, or the methods of a type.
    fn add(&mut self, item: &'a Value, path: String) {
        if kind_of(item).is_some() {
            self.types.insert(path.clone(), item);
        }
        for kind in ["struct", "enum"] {
            for id in list(&item["inner"][kind]["impls"]) {
                let Some(block) = self::item(self.index, id).map(|block| &block["inner"]["impl"])
                else {
                    continue;
                };
                for method in list(&block["items"])
                    .iter()
                    .filter_map(|id| self::item(self.index, id))
                {
                    let inherent = block["trait"].is_null() && method["visibility"] == "public";
                    if inherent && method["inner"]["function"].is_object() {
                        let path = format!("{path}::{}", method["name"].as_str().unwrap_or("?"));
                        self.functions.insert(path, (method, Some(item)));
                    }
                }
            }
        }
        if item["inner"]["function"].is_object() {
            self.functions.insert(path, (item, None));
        }
    }

    /// The names in the root.
    fn root_names(&self) -> &'a [Value] {
        list(&self.root["inner"]["module"]["items"])
    }

    /// Functions that answer a question, build, read or write: all but those that give a field or set one.
    fn operations(&self) -> impl Iterator<Item = (&String, &'a Value)> {
        let functions = self.functions.iter();
        functions
            .filter(|(_, (function, of))| !self.is_getter(function) && !is_setter(function, *of))
            .map(|(path, (function, _))| (path, *function))
    }

    /// What is wrong, one line each.
    fn problems(&self) -> Vec<String> {
        let mut problems = self.problems.clone();
        let names = self.root_names().len();
        if names > MAX_ROOT_NAMES {
            problems.push(format!(
                "{names} names in the root of the crate, and {MAX_ROOT_NAMES} are enough"
            ));
        }
        let bare = self
            .operations()
            .filter(|(_, function)| !has_example(function["docs"].as_str().unwrap_or_default()));
        problems.extend(bare.map(|(path, _)| format!("`{path}` has no example")));
        problems.extend(self.problems_of_names());
        for (path, item) in &self.types {
            problems.extend(self.problems_of_setters(path, item));
            problems.extend(self.problems_of_traits(path, item));
        }
        problems
    }

    /// Types that share a name.
    fn problems_of_names(&self) -> Vec<String> {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in self.types.keys() {
            let name = path.rsplit("::").next().unwrap_or(path);
            by_name.entry(name).or_default().push(path);
        }
        by_name
            .into_values()
            .filter(|paths| paths.len() > 1)
            .map(|paths| format!("`{}` has the name of `{}`", paths[1], paths[0]))
            .collect()
    }

    /// Setters are called as the fields that they set, and whatever can be set at all can be set whole.
    fn problems_of_setters(&self, path: &str, item: &Value) -> Vec<String> {
        let fields = self.fields(item);
        let method = |name: &str| self.functions.get(&format!("{path}::{name}"));
        let prefix = format!("{path}::");
        let setters: Vec<&str> = self
            .functions
            .range(prefix.clone()..)
            .take_while(|(path, _)| path.starts_with(&prefix))
            .filter(|(_, (function, of))| is_setter(function, *of))
            .filter_map(|(path, _)| path.strip_prefix(&prefix))
            .collect();
        let mut problems: Vec<String> = setters
            .iter()
            .filter(|name| name.starts_with("with_"))
            .map(|name| format!("`{path}::{name}` is a setter: it has the name of what it sets"))
            .collect();
        if MADE_BY_LIBRARY.contains(&path) || !setters.iter().any(|name| fields.contains(name)) {
            return problems;
        }
        let required: Vec<&str> = method("new").map_or(Vec::new(), |(function, _)| {
            let inputs = list(&function["inner"]["function"]["sig"]["inputs"]);
            inputs
                .iter()
                .filter_map(|input| input[0].as_str())
                .collect()
        });
        let is_given = |field: &&str| {
            method(field).is_some()
                || method(&format!("r#{field}")).is_some()
                || required.contains(field)
        };
        // Two fields that one setter sets, because they belong together.
        let is_pair = |field: &str| field == "disclosure_key" && fields.contains(&"disclosure");
        problems.extend(
            fields
                .iter()
                .filter(|field| !is_given(field) && !is_pair(field))
                .map(|field| format!("`{path}::{field}` has no setter")),
        );
        problems
    }

    /// Everything has `Debug` and goes from thread to thread; plain data is cloned, compared and, where nothing is borrowed, serialised.
    fn problems_of_traits(&self, path: &str, item: &Value) -> Vec<String> {
        let kind = kind_of(item).unwrap_or_default();
        let (mut has, mut lacks) = (Vec::new(), Vec::new());
        for block in list(&item["inner"][kind]["impls"]) {
            let Some(block) = self::item(self.index, block).map(|block| &block["inner"]["impl"])
            else {
                continue;
            };
            let name = block["trait"]["path"].as_str().unwrap_or_default();
            let name = name.rsplit("::").next().unwrap_or(name);
            if block["is_negative"] == true {
                lacks.push(name);
            } else {
                has.push(name);
            }
        }
        let mut needed = vec!["Debug"];
        let is_plain = kind == "enum" || !self.fields(item).is_empty();
        let borrows = !list(&item["inner"][kind]["generics"]["params"]).is_empty();
        let is_open = item["inner"]["struct"]["kind"]["plain"]["has_stripped_fields"] != true;
        if is_plain && !NOT_COMPARED.contains(&path) {
            needed.extend(["Clone", "PartialEq"]);
            if !borrows && is_open && !NOT_SERIALISED.iter().any(|prefix| path.starts_with(prefix))
            {
                needed.push("Serialize");
            }
        }
        let missing = needed.into_iter().filter(|name| !has.contains(name));
        let missing = missing.map(|name| format!("`{path}` has no `{name}`"));
        let unsafe_ones = ["Send", "Sync"]
            .into_iter()
            .filter(|name| lacks.contains(name));
        missing
            .chain(unsafe_ones.map(|name| format!("`{path}` is not `{name}`")))
            .collect()
    }

    /// The public fields of a struct.
    fn fields(&self, of: &'a Value) -> Vec<&'a str> {
        let fields = list(&of["inner"]["struct"]["kind"]["plain"]["fields"]);
        let fields = fields.iter().filter_map(|id| item(self.index, id));
        fields.filter_map(|field| field["name"].as_str()).collect()
    }

    /// Whether a method takes itself alone and gives something small.
    fn is_getter(&self, function: &Value) -> bool {
        let signature = &function["inner"]["function"]["sig"];
        let inputs = list(&signature["inputs"]);
        inputs.len() == 1 && inputs[0][0] == "self" && self.is_small(&signature["output"])
    }

    /// A reference, a number, a text, a `Copy` type, or several of them.
    fn is_small(&self, of: &Value) -> bool {
        let Some((kind, inner)) = of.as_object().and_then(|object| object.iter().next()) else {
            return false;
        };
        match kind.as_str() {
            "primitive" | "borrowed_ref" | "impl_trait" | "generic" => true,
            "tuple" => list(inner).iter().all(|part| self.is_small(part)),
            "array" | "slice" => true,
            "resolved_path" => {
                if let Some(local) = item(self.index, &inner["id"]) {
                    ["struct", "enum"].iter().any(|kind| {
                        let blocks = list(&local["inner"][kind]["impls"])
                            .iter()
                            .filter_map(|id| item(self.index, id));
                        blocks
                            .map(|block| &block["inner"]["impl"]["trait"]["path"])
                            .any(|path| path == "Copy")
                    })
                } else {
                    let name = inner["path"].as_str().unwrap_or_default();
                    let arguments = list(&inner["args"]["angle_bracketed"]["args"]);
                    matches!(name, "String" | "Option" | "Vec")
                        && arguments
                            .iter()
                            .all(|argument| self.is_small(&argument["type"]))
                }
            }
            _ => false,
        }
    }
}

/// Whether an item is a struct or an enum.
fn kind_of(item: &Value) -> Option<&'static str> {
    ["struct", "enum"]
        .into_iter()
        .find(|kind| item["inner"][kind].is_object())
}

/// Whether a method takes itself and one thing, and gives itself back.
fn is_setter(function: &Value, of: Option<&Value>) -> bool {
    let signature = &function["inner"]["function"]["sig"];
    let inputs = list(&signature["inputs"]);
    let output = &signature["output"];
    let itself = output["generic"] == "Self"
        || of.is_some_and(|of| output["resolved_path"]["id"] == of["id"]);
    inputs.len() == 2 && inputs[0][0] == "self" && inputs[0][1]["generic"] == "Self" && itself
}

/// Whether documentation has Rust that is tested.
fn has_example(docs: &str) -> bool {
    let mut open = false;
    for info in docs
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("```"))
    {
        open = !open;
        if open && matches!(info.trim(), "" | "rust" | "no_run" | "should_panic") {
            return true;
        }
    }
    false
}

/// The item of an id.
fn item<'a>(index: &'a Map<String, Value>, id: &Value) -> Option<&'a Value> {
    index.get(&id.to_string())
}

/// The values of a list; none where there is no list.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A crate with a module, a glob, a type that is exported twice, and methods.
    fn sample(docs: &str) -> Value {
        let method = |id: u32, name: &str, inputs: Value, output: Value| {
            json!({ "id": id, "name": name, "visibility": "public", "docs": docs,
                    "inner": { "function": { "sig": { "inputs": inputs, "output": output } } } })
        };
        let itself = json!(["self", { "borrowed_ref": { "type": { "generic": "Self" } } }]);
        let owned = json!(["self", { "generic": "Self" }]);
        let number = json!({ "primitive": "u32" });
        let index = json!({
            "0": { "id": 0, "name": "paratus", "inner": { "module": { "items": [1, 2, 3] } } },
            "1": { "id": 1, "name": "inside", "inner": { "module": { "items": [4] } } },
            "2": { "id": 2, "inner": { "use": { "name": "Thing", "source": "inside::Thing", "id": 4, "is_glob": false } } },
            "3": { "id": 3, "inner": { "use": { "name": "all", "source": "inside", "id": 1, "is_glob": true } } },
            "4": { "id": 4, "name": "Thing", "inner": { "struct": {
                "impls": [5, 10, 11, 12, 13],
                "kind": { "plain": { "fields": [9], "has_stripped_fields": false } },
                "generics": { "params": [] },
            } } },
            "5": { "id": 5, "inner": { "impl": { "trait": null, "items": [6, 7, 8] } } },
            "6": method(6, "size", json!([itself]), number.clone()),
            "7": method(7, "weight", json!([owned, ["weight", number]]), json!({ "resolved_path": { "id": 4 } })),
            "8": method(8, "ask", json!([itself, ["what", number]]), number),
            "9": { "id": 9, "name": "weight", "inner": { "struct_field": {} } },
            "10": { "id": 10, "inner": { "impl": { "trait": { "path": "Debug" }, "items": [] } } },
            "11": { "id": 11, "inner": { "impl": { "trait": { "path": "Clone" }, "items": [] } } },
            "12": { "id": 12, "inner": { "impl": { "trait": { "path": "PartialEq" }, "items": [] } } },
            "13": { "id": 13, "inner": { "impl": { "trait": { "path": "serde::Serialize" }, "items": [] } } },
        });
        json!({ "root": 0, "index": index })
    }

    #[test]
    fn globs_second_paths_and_operations_without_examples_are_named() {
        let problems = |docs: &str| Api::new(&sample(docs)).unwrap().problems();
        let of_paths = [
            "`paratus` has a glob: `inside::*`",
            "`paratus::Thing` is the same as `paratus::inside::Thing`: one path is enough",
        ];
        assert_eq!(
            problems("Asks.\n```text\nno\n```\n"),
            [
                &of_paths[..],
                &["`paratus::inside::Thing::ask` has no example"]
            ]
            .concat()
        );
        assert_eq!(problems("Asks.\n```\nlet yes = 1;\n```\n"), of_paths);
    }

    #[test]
    fn setters_names_and_traits_are_held() {
        let example = "```\nlet yes = 1;\n```\n";
        let found = |change: &dyn Fn(&mut Value)| {
            let mut api = sample(example);
            change(&mut api["index"]);
            let usual = Api::new(&sample(example)).unwrap().problems();
            let problems = Api::new(&api).unwrap().problems();
            problems
                .into_iter()
                .filter(|problem| !usual.contains(problem))
                .collect::<Vec<_>>()
        };
        let thing = "`paratus::inside::Thing";
        assert_eq!(
            found(&|index| index["7"]["name"] = json!("with_weight")),
            [format!(
                "{thing}::with_weight` is a setter: it has the name of what it sets"
            )]
        );
        assert_eq!(
            found(&|index| {
                index["14"] =
                    json!({ "id": 14, "name": "length", "inner": { "struct_field": {} } });
                index["4"]["inner"]["struct"]["kind"]["plain"]["fields"] = json!([9, 14]);
            }),
            [format!("{thing}::length` has no setter")]
        );
        assert_eq!(
            found(&|index| index["13"]["inner"]["impl"]["trait"]["path"] = json!("Eq")),
            [format!("{thing}` has no `Serialize`")]
        );
        assert_eq!(
            found(&|index| {
                index["13"]["inner"]["impl"]["trait"]["path"] = json!("Sync");
                index["13"]["inner"]["impl"]["is_negative"] = json!(true);
            }),
            [
                format!("{thing}` has no `Serialize`"),
                format!("{thing}` is not `Sync`")
            ]
        );
        assert_eq!(
            found(&|index| {
                index["15"] = index["4"].clone();
                index["15"]["id"] = json!(15);
                index["0"]["inner"]["module"]["items"] = json!([1, 2, 3, 15]);
            }),
            ["`paratus::inside::Thing` has the name of `paratus::Thing`"]
        );
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        assert!(
            Api::new(
                &json!({ "root": 0, "index": { "0": { "inner": { "module": { "items": [] } } } } })
            )
            .is_err()
        );
        assert!(Api::new(&json!({})).is_err());
    }

    #[test]
    fn examples_are_rust_that_is_run() {
        assert!(
            has_example("a\n\n```\nx\n```") && has_example("```text\nx\n```\n```no_run\nx\n```")
        );
        assert!(
            !has_example("```json\nx\n```")
                && !has_example("no")
                && !has_example("```ignore\nx\n```")
        );
    }
}
