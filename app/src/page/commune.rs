//! Communes and douars: in words, and the fields they are chosen in.

use domain::kind::Kind;
use domain::places::is_commune_code;
use domain::view::Douars;
use leptos::prelude::*;

use super::here::Here;
use crate::component::{SuggestField, Suggestion};
use crate::device::places;
use crate::i18n::Lang;

/// How many communes a field proposes.
const COMMUNES: usize = 6;
/// How many douars a field proposes.
const DOUARS: usize = 4;

/// What a record says of a commune, in words: "commune, province" by its code, which nobody reads, so nothing until the
/// places are there; other words as they are.
pub(super) fn commune(lang: Lang, held: &str) -> String {
    if !is_commune_code(held) {
        return held.to_owned();
    }
    places().map_or_else(String::new, |places| places.shown(held, lang == Lang::Ar))
}

/// A field for a commune, found by its name in either script. `held` is what a record holds: the code of what was
/// chosen, else the words that were typed.
#[component]
pub(super) fn CommunePicker(
    here: Here,
    held: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let (words, lang) = (here.words, here.lang());
    let shown = move || commune(lang, &held.get());
    let typed = RwSignal::new(untrack(shown));
    // The name of what is held comes with the places.
    Effect::new(move || {
        let name = commune(lang, &held.get_untracked());
        if !name.is_empty() && typed.with_untracked(String::is_empty) {
            typed.set(name);
        }
    });
    Effect::new(move |first: Option<()>| {
        let text = typed.get();
        if first.is_some() && untrack(shown) != text {
            let known = untrack(places).and_then(|places| Some(places.recognise(&text)?.code.to_string()));
            held.set(known.unwrap_or(text));
        }
    });
    let suggestions = Signal::derive(move || {
        let text = typed.get();
        let found = places().filter(|_| shown() != text || !is_commune_code(&held.get()));
        found.map_or_else(Vec::new, |places| {
            let found = places.find(&text, COMMUNES).into_iter();
            let suggestion = |code: &str| Suggestion {
                value: code.to_owned(),
                label: places.shown(code, lang == Lang::Ar),
            };
            found.map(|place| suggestion(&place.code)).collect()
        })
    });
    let choose = Callback::new(move |chosen: Suggestion| {
        held.set(chosen.value);
        typed.set(chosen.label);
    });
    view! {
        <SuggestField
            label=words.field.commune name="commune" value=typed suggestions on_choose=choose
            note=words.common.optional error
        />
    }
}

/// A field for a douar or quarter, with those of the people already here who live in the same commune.
#[component]
pub(super) fn DouarField(
    here: Here,
    value: RwSignal<String>,
    /// What is held of the commune.
    commune: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let words = here.words;
    let douars = Memo::new(move |_| {
        let commune = commune.get();
        here.phone
            .watch(&[Kind::Beneficiary], |replica| Douars::of(replica, &commune))
    });
    let suggestions = Signal::derive(move || {
        let found = douars
            .with(|douars| douars.find(&value.get(), DOUARS))
            .into_iter();
        let suggestion = |name: String| Suggestion {
            value: name.clone(),
            label: name,
        };
        found.map(suggestion).collect()
    });
    let choose = Callback::new(move |chosen: Suggestion| value.set(chosen.value));
    view! {
        <SuggestField
            label=words.field.douar name="douar" value suggestions on_choose=choose note=words.common.optional error
        />
    }
}
