//! The whole app: the door of a new phone, then what is inside, in the language chosen.

use std::sync::Arc;

use futures::future::join;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::door::{Doorkeeper, Entering, Join, SignIn};
use super::inside::{self, Draw};
use super::said::entry_error;
use crate::component::{Button, Language, Notice, NoticeKind};
use crate::device::{AcceptAsk, CallError, EntryError, SignInAsk, SignedIn, api, install, prefs};
use crate::i18n::use_door_words;

/// What is drawn.
#[derive(Clone)]
enum Stage {
    /// The name, while the phone is opened.
    Opening,
    /// The door of a phone that nobody has used.
    Door,
    /// The app.
    Inside(Draw),
    /// Why the phone does not open.
    Shut(EntryError),
}

type Shown = RwSignal<Stage, LocalStorage>;

/// The whole app.
#[component]
pub fn Root() -> impl IntoView {
    let lang = RwSignal::new(prefs::lang());
    provide_context(install::Install::watch());
    let stage = Shown::new_local(Stage::Door);
    if prefs::is_in_use() {
        stage.set(Stage::Opening);
        spawn_local(async move {
            stage.set(match inside::open(None).await {
                Ok(inside) => Stage::Inside(inside.draw),
                Err(error) => Stage::Shut(error),
            });
        });
    }
    view! {
        <Language lang>
            {move || match stage.get() {
                Stage::Opening => view! { <main class="splash"><h1 class="splash__name">"حاضر"</h1></main> }.into_any(),
                Stage::Door => view! { <FirstDoor stage /> }.into_any(),
                Stage::Inside(draw) => draw(),
                Stage::Shut(error) => view! { <Shut error /> }.into_any(),
            }}
        </Language>
    }
}

/// The door of a phone that nobody has used: an invitation where one was opened, else signing in.
#[component]
fn FirstDoor(stage: Shown) -> impl IntoView {
    let path = window().location().pathname().unwrap_or_default();
    let keeper = Arc::new(NewPhone(stage));
    if path.trim_end_matches('/') == JOIN {
        view! { <Join keeper /> }.into_any()
    } else {
        view! { <SignIn keeper /> }.into_any()
    }
}

const JOIN: &str = "/app/join";

/// Lets the first person in: the server knows them, then the rest of the app is fetched and the phone is theirs.
struct NewPhone(Shown);

impl Doorkeeper for NewPhone {
    fn sign_in(&self, ask: SignInAsk) -> Entering {
        let stage = self.0;
        Box::pin(async move {
            let (signed_in, ()) = join(api::sign_in(&ask), inside::fetch()).await;
            enter(stage, signed_in).await
        })
    }

    fn accept(&self, ask: AcceptAsk) -> Entering {
        let stage = self.0;
        Box::pin(async move {
            let (signed_in, ()) = join(api::accept_invitation(&ask), inside::fetch()).await;
            enter(stage, signed_in).await
        })
    }
}

async fn enter(stage: Shown, signed_in: Result<SignedIn, CallError>) -> Result<(), EntryError> {
    let inside = inside::open(Some(signed_in?)).await?;
    // The secret of an invitation does not stay in the address.
    if let Ok(history) = window().history() {
        // Where the browser refuses, the app finds its way from the old address.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(inside.first));
    }
    stage.set(Stage::Inside(inside.draw));
    Ok(())
}

/// What is said when the phone does not open.
#[component]
fn Shut(error: EntryError) -> impl IntoView {
    let words = use_door_words();
    let again = Callback::new(|_| {
        // A reload that the browser refuses leaves the sentence standing.
        let _ = window().location().reload();
    });
    let text = entry_error(words.common, words.problem, &error);
    view! {
        <main class="page">
            <Notice kind=NoticeKind::Error title=words.problem.title text>
                <Button label=words.common.retry on_click=again />
            </Notice>
        </main>
    }
}
