//! The whole app: opens the phone, then draws the routes in the language chosen.

use domain::kind::Kind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{ParamSegment, StaticSegment};

use super::activities::Activities;
use super::activity::ActivityPage;
use super::add_person::AddPerson;
use super::import::ImportPage;
use super::join::Join;
use super::log::LogPage;
use super::new_activity::NewActivity;
use super::new_session::NewSession;
use super::people::PeoplePage;
use super::person::PersonPage;
use super::person_form::EditPerson;
use super::pin::{Gate, PinPage};
use super::roll::RollPage;
use super::settings::SettingsPage;
use super::sign_in::SignIn;
use super::sync::SyncPage;
use super::team::TeamPage;
use super::today::TodayPage;
use crate::component::{
    AppShell, Button, Empty, IconName, Language, LinkButton, Notice, NoticeKind, Page, Place, SyncState,
    UpdateBanner,
};
use crate::device::{Door, OpenError, Phase, Phone, install, prefs, update};
use crate::i18n::use_words;

/// The whole app.
#[component]
pub fn Root() -> impl IntoView {
    let lang = RwSignal::new(prefs::lang());
    provide_context(install::Install::watch());
    let opened = RwSignal::new(None::<Result<Phone, OpenError>>);
    spawn_local(async move { opened.set(Some(Phone::open().await)) });
    view! {
        <Language lang>
            {move || match opened.get() {
                None => view! { <main class="splash"><h1 class="splash__name">"حاضر"</h1></main> }.into_any(),
                Some(Ok(phone)) => {
                    provide_context(phone);
                    view! { <Gate><App phone /></Gate> }.into_any()
                }
                Some(Err(error)) => view! { <Shut code=error.0.code() /> }.into_any(),
            }}
        </Language>
    }
}

/// What is said when the phone's storage does not open.
#[component]
fn Shut(code: &'static str) -> impl IntoView {
    let words = use_words();
    let again = Callback::new(|_| {
        // A reload that the browser refuses leaves the sentence standing.
        let _ = window().location().reload();
    });
    view! {
        <main class="page">
            <Notice kind=NoticeKind::Error title=words.problem.title text=words.problem.sentence(code)>
                <Button label=words.common.retry on_click=again />
            </Notice>
        </main>
    }
}

/// The routes in their frame.
#[component]
fn App(phone: Phone) -> impl IntoView {
    let words = use_words();
    let (state, head) = (phone.sync_state(), Memo::new(move |_| sees_all(phone)));
    let sync = Signal::derive(move || chip(&state.get()));
    let updated = update::waiting();
    let later = RwSignal::new(false);
    view! {
        <Router>
            <Guard phone />
            <Frame head sync>
                {move || (updated.get() && !later.get()).then(|| view! {
                    <UpdateBanner
                        on_update=Callback::new(|()| update::apply())
                        on_later=Callback::new(move |()| later.set(true))
                    />
                })}
                <Routes fallback=move || view! {
                    <Page title=words.common.hadir back="/app">
                        <Empty icon=IconName::Search title=words.shell.page_missing text=words.shell.page_missing_hint>
                            <LinkButton href="/app" label=words.shell.go_today />
                        </Empty>
                    </Page>
                }>
                    <Route path=StaticSegment("app") view=TodayPage />
                    <Route path=(StaticSegment("app"), StaticSegment("sign-in")) view=SignIn />
                    <Route path=(StaticSegment("app"), StaticSegment("join")) view=Join />
                    <Route path=(StaticSegment("app"), StaticSegment("activities")) view=Activities />
                    <Route path=(StaticSegment("app"), StaticSegment("new-activity")) view=NewActivity />
                    <Route path=(StaticSegment("app"), StaticSegment("activity"), ParamSegment("id")) view=ActivityPage />
                    <Route path=(StaticSegment("app"), StaticSegment("new-session")) view=NewSession />
                    <Route path=(StaticSegment("app"), StaticSegment("roll"), ParamSegment("id")) view=RollPage />
                    <Route path=(StaticSegment("app"), StaticSegment("people")) view=PeoplePage />
                    <Route path=(StaticSegment("app"), StaticSegment("add")) view=AddPerson />
                    <Route path=(StaticSegment("app"), StaticSegment("person"), ParamSegment("id")) view=PersonPage />
                    <Route path=(StaticSegment("app"), StaticSegment("edit-person"), ParamSegment("id")) view=EditPerson />
                    <Route path=(StaticSegment("app"), StaticSegment("sync")) view=SyncPage />
                    <Route path=(StaticSegment("app"), StaticSegment("team")) view=TeamPage />
                    <Route path=(StaticSegment("app"), StaticSegment("log")) view=LogPage />
                    <Route path=(StaticSegment("app"), StaticSegment("settings")) view=SettingsPage />
                    <Route path=(StaticSegment("app"), StaticSegment("import")) view=ImportPage />
                    <Route path=(StaticSegment("app"), StaticSegment("pin")) view=PinPage />
                </Routes>
            </Frame>
        </Router>
    }
}

/// The frame, which shows the four places only on the screens they lead to.
#[component]
fn Frame(head: Memo<bool>, sync: Signal<SyncState>, children: Children) -> impl IntoView {
    let path = use_location().pathname;
    let place = Signal::derive(move || match path.get().trim_end_matches('/') {
        "/app" => Some(Place::Today),
        "/app/activities" => Some(Place::Activities),
        "/app/people" => Some(Place::People),
        "/app/log" => Some(Place::Log),
        "/app/settings" => Some(Place::Me),
        _ => None,
    });
    view! { <AppShell place head sync>{children()}</AppShell> }
}

/// Leads whoever is not signed in to the door, and whoever is away from it.
#[component]
fn Guard(phone: Phone) -> impl IntoView {
    let (path, navigate) = (use_location().pathname, use_navigate());
    let (state, door) = (phone.sync_state(), phone.door());
    let no_pin = Memo::new(move |_| door.get() == Door::NoPin);
    let ended = Memo::new(move |_| state.get().phase == Phase::SignedOut);
    Effect::new(move || {
        let inside = phone.watch_meta(|replica| replica.me().is_some());
        let path = path.get();
        let to = match (path.trim_end_matches('/'), inside) {
            ("/app/pin", true) => None,
            (_, true) if no_pin.get() => Some("/app/pin"),
            // An invitation says by itself that someone is signed in.
            ("/app/join", _) => None,
            // Where the server ended the session, its member comes in again over what waits.
            ("/app/sign-in", true) => (!ended.get()).then_some("/app"),
            ("/app/sign-in", false) | (_, true) => None,
            (_, false) => Some("/app/sign-in"),
        };
        to.into_iter().for_each(|to| navigate(to, Default::default()));
    });
}

fn sees_all(phone: Phone) -> bool {
    phone.watch_meta(|_| ());
    phone.watch(&[Kind::Member], |replica| {
        replica.asker().is_some_and(|asker| asker.sees_all())
    })
}

/// What the chip says of how sending stands.
fn chip(state: &crate::device::SyncState) -> SyncState {
    let (waiting, needing) = (
        state.waiting as u64,
        (state.needing_you + state.unreadable) as u64,
    );
    match state.phase {
        Phase::NeedsYou => SyncState::NeedYou(needing),
        Phase::Offline => SyncState::Offline(waiting),
        Phase::SignedOut | Phase::UpdateRequired => SyncState::NeedYou(waiting.max(1)),
        Phase::Sending | Phase::Waiting => SyncState::Waiting(waiting),
        Phase::AllSent => SyncState::AllSent,
    }
}
