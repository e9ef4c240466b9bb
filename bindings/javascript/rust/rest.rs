//! Loading the rest of the module: it is split in two after it is compiled (`crates/xtask-wasm/src/split.rs`), and whatever is called that is
//! not in the first part calls [`load_rest`] before.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(raw_module = "../../src/rest.js")]
extern "C" {
    #[wasm_bindgen(js_name = load_rest)]
    fn load();
}

/// Has the rest loaded, where it is not yet.
#[wasm_bindgen]
pub fn load_rest() {
    load();
}
