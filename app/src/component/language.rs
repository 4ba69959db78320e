//! The language the tree below speaks.

use leptos::prelude::*;

use crate::i18n::Lang;

/// Gives everything below it a language, and draws it again when the language changes.
///
/// In a browser the document's `lang` and `dir` follow.
#[component]
pub fn Language(
    /// The language; setting it changes every word at once, without a reload.
    lang: RwSignal<Lang>,
    /// What speaks it.
    children: ChildrenFn,
) -> impl IntoView {
    provide_context(lang);
    Effect::new(move || {
        if let Some(html) = document().document_element() {
            let lang = lang.get();
            set_attribute(&html, "lang", lang.code());
            set_attribute(&html, "dir", lang.dir());
        }
    });
    move || {
        lang.track();
        children()
    }
}

/// Sets an attribute; the browser refuses only malformed names, and these are ours.
fn set_attribute(element: &leptos::web_sys::Element, name: &str, value: &str) {
    if let Err(refusal) = element.set_attribute(name, value) {
        leptos::logging::error!("the page refused its {name}: {refusal:?}");
    }
}
