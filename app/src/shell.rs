//! Where the staff app starts.

use leptos::mount::mount_to;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::page::Root;

/// Draws the app into `#root` in place of the splash. `boot.js` calls this by loading the module.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    if let Some(root) = document()
        .get_element_by_id("root")
        .and_then(|root| root.dyn_into::<HtmlElement>().ok())
    {
        root.replace_children_with_node_0();
        mount_to(root, Root).forget();
    }
}
