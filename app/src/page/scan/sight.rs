//! What the camera sees, and what to do where it sees nothing.

use domain::scanned::scanned;
use leptos::html;
use leptos::prelude::*;

use super::Scanning;
use crate::component::{Button, ButtonKind, IconButton, IconName, Notice, NoticeKind};
use crate::device::{Looking, Sight as Stands};

/// The camera, or why there is none.
#[component]
pub(super) fn Sight(scanning: Scanning) -> impl IntoView {
    let stands = RwSignal::new(Stands::Asking);
    let why = Memo::new(move |_| trouble(scanning, stands.get()));
    let again = Callback::new(move |_| stands.set(Stands::Asking));
    move || {
        match why.get() {
        None => view! { <Viewfinder scanning stands /> }.into_any(),
        Some(text) => view! {
            <Notice kind=NoticeKind::Warning text>
                <Button kind=ButtonKind::Quiet icon=IconName::Repeat label=scanning.here.words.common.retry on_click=again />
            </Notice>
        }
        .into_any(),
    }
    }
}

#[component]
fn Viewfinder(scanning: Scanning, stands: RwSignal<Stands>) -> impl IntoView {
    let words = scanning.here.words;
    let video = NodeRef::<html::Video>::new();
    let looking = StoredValue::new_local(None::<Looking>);
    Effect::new(move || {
        if let Some(video) = video.get() {
            let saw = move |text: String| scanning.take(scanned(&text));
            looking.set_value(Some(Looking::begin(video, stands, saw)));
        }
    });
    on_cleanup(move || looking.set_value(None));
    let lit = RwSignal::new(false);
    let light = Callback::new(move |_| {
        lit.update(|lit| *lit = !*lit);
        looking.with_value(|looking| {
            if let Some(looking) = looking {
                looking.light(lit.get_untracked());
            }
        });
    });
    let on = move || matches!(stands.get(), Stands::On(_));
    view! {
        <div class="scan__sight">
            <video class="scan__video" node_ref=video aria-label=words.scan.viewfinder muted playsinline></video>
            {move || on().then(|| view! { <span class="scan__frame"></span> })}
            {move || (!on()).then(|| view! { <p class="scan__said">{words.scan.asking}</p> })}
            {move || (stands.get() == Stands::On(true)).then(|| view! {
                <div class="scan__light">
                    <IconButton icon=IconName::Light label=words.scan.light pressed=Signal::from(lit) on_click=light />
                </div>
            })}
        </div>
    }
}

/// Why nothing is seen, and what to do, in a sentence.
fn trouble(scanning: Scanning, stands: Stands) -> Option<String> {
    let words = scanning.here.words.scan;
    let sentence = match stands {
        Stands::Asking | Stands::On(_) => return None,
        Stands::Refused => words.refused,
        Stands::Missing => words.missing,
        Stands::Busy => words.busy,
        Stands::Unsupported => words.unsupported,
        Stands::Unread => words.unread,
    };
    Some(sentence.to_owned())
}
