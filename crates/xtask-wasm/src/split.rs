//! Splits a module in two: the first, and the rest, which is loaded when something in it is called.
//!
//! A host checks all code of a module before it runs any, so what is seldom called delays what is called first. The rest has the memory, the
//! tables and the globals of the first, and calls its functions. In the first, each function of the rest that may be reached has a stand-in,
//! which has the rest loaded and then calls the function through the table: the rest puts its functions there when it is loaded.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, LocalFunction, Module, ModuleConfig, TableId, ValType, passes,
};

/// Functions of fewer instructions are not taken for what their name says: the compiler gives equal functions one name, which small ones of
/// many types are. Nor would they be worth a stand-in.
const SMALL: u64 = 50;

/// What the rest imports from, and JavaScript hands over as that: the exports of the first.
const FIRST: &str = "first";

/// A module in two parts.
pub(crate) struct Parts {
    pub(crate) first: Vec<u8>,
    pub(crate) rest: Vec<u8>,
}

/// Splits a module whose functions have names. Of the rest are functions whose paths begin with one of `late`, and what nothing but these
/// calls; the export `load` has the rest loaded.
pub(crate) fn split(whole: &[u8], late: &[String], load: &str) -> Result<Parts, Box<dyn Error>> {
    let config = config();
    let mut first = config.parse(whole)?;
    let plan = Plan::new(&first, late, memory_name(whole))?;
    stand_in(&mut first, &plan, load)?;
    let mut rest = config.parse(whole)?;
    leave_rest(&mut rest, &plan)?;
    Ok(Parts {
        first: first.emit_wasm(),
        rest: rest.emit_wasm(),
    })
}

/// A module without the names of its functions.
pub(crate) fn without_names(whole: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(config().parse(whole)?.emit_wasm())
}

/// What is written has no names.
fn config() -> ModuleConfig {
    let mut config = ModuleConfig::new();
    config
        .generate_name_section(false)
        .generate_producers_section(false);
    config
}

/// Both parts are of one module: the rest asks for its memory by a name that no other module gives it.
fn memory_name(whole: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    whole.hash(&mut hasher);
    format!("memory-{:016x}", hasher.finish())
}

/// What goes where. Functions are known by their number, which both copies of the module share.
struct Plan {
    /// The name of the memory.
    memory: String,
    /// Places in the table of the functions of the rest.
    slots: BTreeMap<usize, Vec<usize>>,
    /// The functions of the rest that had no place, from the first one behind the table on.
    placed: Vec<usize>,
    /// How long the table was.
    table: usize,
    /// Functions of the first that the rest calls.
    called: BTreeSet<usize>,
}

impl Plan {
    fn new(module: &Module, late: &[String], memory: String) -> Result<Plan, Box<dyn Error>> {
        let bodies: BTreeMap<usize, BTreeSet<usize>> = module
            .funcs
            .iter_local()
            .map(|(id, function)| (id.index(), callees(function)))
            .collect();
        let is_late = |(id, function): &(FunctionId, &LocalFunction)| {
            let name = module.funcs.get(*id).name.as_deref().unwrap_or_default();
            let name = format!("{:#}", rustc_demangle::demangle(name));
            let path = name.trim_start_matches(['<', '&']);
            function.size() >= SMALL && late.iter().any(|start| path.starts_with(start.as_str()))
        };
        let late = module.funcs.iter_local().filter(is_late);
        let late: BTreeSet<usize> = late.map(|(id, _)| id.index()).collect();
        let mut reached: BTreeSet<usize> = entrances(module);
        let mut next: Vec<usize> = reached.iter().copied().collect();
        while let Some(function) = next.pop() {
            if !late.contains(&function) {
                let callees = bodies.get(&function).into_iter().flatten();
                next.extend(callees.copied().filter(|callee| reached.insert(*callee)));
            }
        }
        // What nothing calls but functions that are wanted late is wanted late too.
        let is_rest = |function: &usize| {
            bodies.contains_key(function)
                && (late.contains(function) || !reached.contains(function))
        };
        let rest = bodies.iter().filter(|(function, _)| is_rest(function));
        let called = rest.flat_map(|(_, callees)| callees).copied();
        let called: BTreeSet<usize> = called.filter(|callee| !is_rest(callee)).collect();
        let mut slots: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let function_table = table(module)?;
        for element in module.elements.iter() {
            let (ElementKind::Active { table, offset }, ElementItems::Functions(functions)) =
                (&element.kind, &element.items)
            else {
                continue;
            };
            let ConstExpr::Value(Value::I32(offset)) = offset else {
                return Err("functions lie in the table at a place that is not known".into());
            };
            if *table != function_table {
                continue;
            }
            for (slot, function) in (usize::try_from(*offset)?..).zip(functions) {
                if late.contains(&function.index()) {
                    slots.entry(function.index()).or_default().push(slot);
                }
            }
        }
        let table = usize::try_from(module.tables.get(function_table).initial)?;
        let placed = reached.intersection(&late).copied();
        let placed: Vec<usize> = placed
            .filter(|function| !slots.contains_key(function))
            .collect();
        for (slot, function) in (table..).zip(&placed) {
            slots.insert(*function, vec![slot]);
        }
        Ok(Plan {
            memory,
            slots,
            placed,
            table,
            called,
        })
    }
}

/// The functions that are reached from outside the module or through its table.
fn entrances(module: &Module) -> BTreeSet<usize> {
    let mut entrances: BTreeSet<usize> = module.start.iter().map(|start| start.index()).collect();
    for export in module.exports.iter() {
        if let walrus::ExportItem::Function(id) = export.item {
            entrances.insert(id.index());
        }
    }
    for element in module.elements.iter() {
        if let ElementItems::Functions(functions) = &element.items {
            entrances.extend(functions.iter().map(|function| function.index()));
        }
    }
    entrances
}

/// The functions that a function names.
fn callees(function: &LocalFunction) -> BTreeSet<usize> {
    struct Callees(BTreeSet<usize>);
    impl Visitor<'_> for Callees {
        fn visit_function_id(&mut self, function: &FunctionId) {
            self.0.insert(function.index());
        }
    }
    let mut callees = Callees(BTreeSet::new());
    dfs_in_order(&mut callees, function, function.entry_block());
    callees.0
}

/// The table of functions.
fn table(module: &Module) -> Result<TableId, Box<dyn Error>> {
    let table = module.tables.main_function_table()?;
    table.ok_or_else(|| "there is no table of functions".into())
}

/// The functions of a module, by their numbers.
fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(walrus::Function::id).collect()
}

/// Makes the first part of a whole module.
fn stand_in(module: &mut Module, plan: &Plan, load: &str) -> Result<(), Box<dyn Error>> {
    let functions = functions(module);
    let table = table(module)?;
    let loaded = loads_once(module, load)?;
    for (function, slots) in &plan.slots {
        let function = module.funcs.get_mut(functions[*function]);
        let ty = function.ty();
        let (params, results) = (
            module.types.params(ty).to_vec(),
            module.types.results(ty).to_vec(),
        );
        let arguments: Vec<_> = params.iter().map(|ty| module.locals.add(*ty)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        let mut body = builder.func_body();
        body.call(loaded);
        for argument in &arguments {
            body.local_get(*argument);
        }
        body.i32_const(i32::try_from(slots[0])?)
            .call_indirect(ty, table);
        function.kind = FunctionKind::Local(builder.local_func(arguments));
    }
    let placed = plan.placed.iter().map(|at| functions[*at]).collect();
    fill(module, table, plan.table, placed)?;
    grow(module, table, plan)?;
    for function in &plan.called {
        module
            .exports
            .add(&function.to_string(), functions[*function]);
    }
    module.exports.add(&plan.memory, module.get_memory_id()?);
    for (name, table) in named("t", module.tables.iter().map(walrus::Table::id)) {
        module.exports.add(&name, table);
    }
    for (name, global) in named("g", module.globals.iter().map(walrus::Global::id)) {
        module.exports.add(&name, global);
    }
    passes::gc::run(module);
    Ok(())
}

/// A function that has the rest loaded where it is not yet.
fn loads_once(module: &mut Module, load: &str) -> Result<FunctionId, Box<dyn Error>> {
    let load = module.exports.get_func(load)?;
    let zero = ConstExpr::Value(Value::I32(0));
    let is_loaded = module.globals.add_local(ValType::I32, true, false, zero);
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().global_get(is_loaded).if_else(
        None,
        |_| {},
        |missing| {
            missing.call(load).i32_const(1).global_set(is_loaded);
        },
    );
    Ok(builder.finish(Vec::new(), &mut module.funcs))
}

/// Makes the rest of a whole module.
fn leave_rest(module: &mut Module, plan: &Plan) -> Result<(), Box<dyn Error>> {
    let functions = functions(module);
    let function_table = table(module)?;
    for export in module
        .exports
        .iter()
        .map(walrus::Export::id)
        .collect::<Vec<_>>()
    {
        module.exports.delete(export);
    }
    module.start = None;
    for data in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        module.data.delete(data);
    }
    for element in module
        .elements
        .iter()
        .map(walrus::Element::id)
        .collect::<Vec<_>>()
    {
        module.elements.delete(element);
    }
    for at in &plan.called {
        let id = functions[*at];
        let import = module.imports.add(FIRST, &at.to_string(), id);
        let function = module.funcs.get_mut(id);
        if let FunctionKind::Import(imported) = &function.kind {
            module.imports.delete(imported.import);
        }
        function.kind = FunctionKind::Import(ImportedFunction {
            ty: function.ty(),
            import,
        });
    }
    let memory = module.get_memory_id()?;
    let import = module.imports.add(FIRST, &plan.memory, memory);
    let memory = module.memories.get_mut(memory);
    memory.import = Some(import);
    memory.data_segments.clear();
    for (name, table) in named("t", module.tables.iter().map(walrus::Table::id)) {
        let import = module.imports.add(FIRST, &name, table);
        let table = module.tables.get_mut(table);
        table.import = Some(import);
        table.elem_segments.clear();
    }
    for (name, global) in named("g", module.globals.iter().map(walrus::Global::id)) {
        let import = module.imports.add(FIRST, &name, global);
        module.globals.get_mut(global).kind = GlobalKind::Import(import);
    }
    grow(module, function_table, plan)?;
    let mut places: BTreeMap<usize, FunctionId> = BTreeMap::new();
    for (function, slots) in &plan.slots {
        places.extend(slots.iter().map(|slot| (*slot, functions[*function])));
    }
    let mut run: (usize, Vec<FunctionId>) = (0, Vec::new());
    for (slot, function) in places {
        if run.0 + run.1.len() != slot {
            let (from, functions) = std::mem::replace(&mut run, (slot, Vec::new()));
            fill(module, function_table, from, functions)?;
        }
        run.1.push(function);
    }
    fill(module, function_table, run.0, run.1)?;
    passes::gc::run(module);
    Ok(())
}

/// Items with names for both parts.
fn named<T>(prefix: &str, items: impl Iterator<Item = T>) -> Vec<(String, T)> {
    let named = items.enumerate();
    named
        .map(|(at, item)| (format!("{prefix}{at}"), item))
        .collect()
}

/// Puts functions into a table from a place on.
fn fill(
    module: &mut Module,
    table: TableId,
    from: usize,
    functions: Vec<FunctionId>,
) -> Result<(), Box<dyn Error>> {
    if functions.is_empty() {
        return Ok(());
    }
    let offset = ConstExpr::Value(Value::I32(i32::try_from(from)?));
    let kind = ElementKind::Active { table, offset };
    let element = module
        .elements
        .add(kind, ElementItems::Functions(functions));
    module.tables.get_mut(table).elem_segments.insert(element);
    Ok(())
}

/// Gives the table room for what was placed behind it.
fn grow(module: &mut Module, table: TableId, plan: &Plan) -> Result<(), Box<dyn Error>> {
    let table = module.tables.get_mut(table);
    let size = u64::try_from(plan.table + plan.placed.len())?;
    table.maximum = table.maximum.map(|most| most.max(size));
    table.initial = size;
    Ok(())
}
