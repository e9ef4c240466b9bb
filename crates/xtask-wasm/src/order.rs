//! Orders the functions of a module so that it is smaller as it is sent.
//!
//! Of functions that are the same one is kept, and each is followed by the one that is most like it. A compiler writes nearly the same
//! function for many types, and what compresses a file makes more of what repeats itself the nearer it is.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Bytes of a function that are compared at a time.
const PIECE: usize = 6;

/// What more functions have in them than this does not say which are like each other.
const COMMON: usize = 200;

/// The same module with its functions in another order.
pub(crate) fn ordered(module: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let functions = Functions::read(module)?;
    let kept = functions.kept(module)?;
    let chain = functions.chain(&kept);
    let mut places = vec![0; kept.len()];
    for (place, at) in chain.iter().enumerate() {
        places[*at] = place;
    }
    let places = kept.iter().map(|at| places[*at]).collect();
    write(module, functions.imported, places, chain)
}

/// What is known of the functions of a module.
struct Functions {
    /// Those that are imported are counted first.
    imported: u32,
    /// The numbers of the types of the others.
    types: Vec<u32>,
    bodies: Vec<Vec<u8>>,
}

impl Functions {
    fn read(module: &[u8]) -> Result<Functions, Box<dyn Error>> {
        let mut functions = Functions {
            imported: 0,
            types: Vec::new(),
            bodies: Vec::new(),
        };
        for part in Parser::new(0).parse_all(module) {
            match part? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        functions.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => {
                    functions.types = types.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => {
                    functions.bodies.push(body.as_bytes().to_vec());
                }
                _ => {}
            }
        }
        Ok(functions)
    }

    /// For each function the first that is the same. Those which call functions that are the same may be the same then, so it goes on
    /// until no more are.
    fn kept(&self, module: &[u8]) -> Result<Vec<usize>, Box<dyn Error>> {
        let all: Vec<usize> = (0..self.bodies.len()).collect();
        let mut kept = all.clone();
        loop {
            let written = write(module, self.imported, kept.clone(), all.clone())?;
            let bodies = Functions::read(&written)?.bodies;
            let mut first = HashMap::new();
            let same = self.types.iter().zip(&bodies).zip(&all);
            let same: Vec<usize> = same
                .map(|(function, at)| *first.entry(function).or_insert(*at))
                .collect();
            if same == kept {
                return Ok(kept);
            }
            kept = same;
        }
    }

    /// The functions that are kept, each followed by the one of the rest that shares the largest part of its pieces with it.
    fn chain(&self, kept: &[usize]) -> Vec<usize> {
        let mut left: Vec<bool> = kept
            .iter()
            .enumerate()
            .map(|(at, kept)| at == *kept)
            .collect();
        let pieces: Vec<Vec<&[u8]>> = self.bodies.iter().map(|body| pieces(body)).collect();
        let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
        for (at, pieces) in pieces.iter().enumerate().filter(|(at, _)| left[*at]) {
            for piece in pieces {
                holders.entry(piece).or_default().push(at);
            }
        }
        let mut chain = Vec::new();
        let mut next = left.iter().position(|left| *left);
        while let Some(at) = next {
            left[at] = false;
            chain.push(at);
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for piece in &pieces[at] {
                let Some(holders) = holders.get_mut(piece) else {
                    continue;
                };
                holders.retain(|other| left[*other]);
                if holders.len() <= COMMON {
                    for other in holders {
                        *shared.entry(*other).or_default() += 1;
                    }
                }
            }
            let likest = shared
                .into_iter()
                .max_by(|(one, of_one), (other, of_other)| {
                    let part = |other: usize, shared: usize| {
                        shared as f64 / (pieces[at].len() + pieces[other].len() - shared) as f64
                    };
                    let parts = part(*one, *of_one).total_cmp(&part(*other, *of_other));
                    parts.then(Reverse(one).cmp(&Reverse(other)))
                });
            next = match likest {
                Some((other, _)) => Some(other),
                None => left.iter().position(|left| *left),
            };
        }
        chain
    }
}

/// The different pieces of a function.
fn pieces(body: &[u8]) -> Vec<&[u8]> {
    let mut pieces: Vec<&[u8]> = body.windows(PIECE).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// A module with those functions of it that are named by `order`, and each of all functions known by the place that `places` gives it.
fn write(
    module: &[u8],
    imported: u32,
    places: Vec<usize>,
    order: Vec<usize>,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut written = Module::new();
    let mut writer = Writer {
        imported,
        places,
        order,
    };
    utils::parse_core_module(&mut writer, &mut written, Parser::new(0), module)?;
    Ok(written.finish())
}

/// Writes a module again.
struct Writer {
    imported: u32,
    places: Vec<usize>,
    order: Vec<usize>,
}

impl Reencode for Writer {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error> {
        Ok(match function.checked_sub(self.imported) {
            Some(at) => self.imported + self.places[at as usize] as u32,
            None => function,
        })
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        types: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let types: Vec<u32> = types.into_iter().collect::<Result<_, _>>()?;
        for at in &self.order {
            section.function(types[*at]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        section: &mut CodeSection,
        bodies: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let bodies: Vec<_> = bodies.into_iter().collect::<Result<_, _>>()?;
        for at in self.order.clone() {
            self.parse_function_body(section, bodies[at].clone())?;
        }
        Ok(())
    }
}
