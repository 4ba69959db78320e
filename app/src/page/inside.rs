//! What a signed-in member works with: the routes in their frame, a part that a phone fetches once it needs it.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use domain::kind::Kind;
use domain::record::Member;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{ParamSegment, StaticSegment};

use super::account::AccountPage;
use super::activities::Activities;
use super::activity::ActivityPage;
use super::add_person::AddPerson;
use super::calendar::{CalendarPage, SeriesPage};
use super::cards::CardsPage;
use super::door::{DoorHead, Doorkeeper, Entering, Join, SignIn};
use super::evening::EveningPage;
use super::figures::FiguresPage;
use super::file::FilePage;
use super::handing::HandOverPage;
use super::here::here;
use super::hours::HoursPage;
use super::import::ImportPage;
use super::inbox::{Deciding, InboxPage, count_what_waits};
use super::kept::KeptPage;
use super::kept_reports::KeptReportsPage;
use super::log::LogPage;
use super::new_activity::NewActivity;
use super::new_session::NewSession;
use super::people::PeoplePage;
use super::person::PersonPage;
use super::person_form::EditPerson;
use super::pin::{Gate, PinPage};
use super::printed::PrintedPage;
use super::projects::{EditProject, NewProject, ProjectPage, ProjectsPage};
use super::roll::RollPage;
use super::scan::ScanPage;
use super::settings::SettingsPage;
use super::sync::SyncPage;
use super::team::TeamPage;
use super::today::TodayPage;
use super::twice::{BesidePage, Found, look_for};
use super::undertaking::{NotNow, UndertakingPage, is_asked};
use crate::component::{
    AppShell, Empty, IconName, LinkButton, Notice, NoticeKind, Page, Place, SyncState, UpdateBanner,
    use_toaster,
};
use crate::device::{AcceptAsk, Door, EntryError, Phase, Phone, SignInAsk, SignedIn, update};
use crate::i18n::use_words;

/// Draws the app in the language of the tree it is called in.
pub(super) type Draw = Rc<dyn Fn() -> AnyView>;

/// The app, ready to be drawn.
pub(super) struct Inside {
    pub(super) draw: Draw,
    /// Where whoever has just come in goes first.
    pub(super) first: &'static str,
}

/// The phone as it is being opened.
type Opening = Pin<Box<dyn Future<Output = Result<Inside, EntryError>>>>;

/// Opens the phone, and takes in whoever the server has just let in. Fetches this part of the app where it is not here.
pub(super) async fn open(entering: Option<SignedIn>) -> Result<Inside, EntryError> {
    #[cfg(feature = "split")]
    let opening = split::inside(entering).await?;
    #[cfg(not(feature = "split"))]
    let opening = opening(entering);
    opening.await
}

/// Begins to fetch this part of the app. Where that fails, [`open`] says so.
pub(super) async fn fetch() {
    #[cfg(feature = "split")]
    let _ = split::__wasm_split_preload_inside().await;
}

/// Where the program is cut in two: what only this function reaches is in a file of its own.
#[cfg(feature = "split")]
#[allow(unsafe_code, reason = "the macro links the two parts by imports and exports")]
mod split {
    use super::{EntryError, Opening, SignedIn};
    use crate::device::CallError;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    impl From<SplitLoaderError> for EntryError {
        fn from(_: SplitLoaderError) -> Self {
            EntryError::Call(CallError::NoNetwork)
        }
    }

    #[wasm_split(inside, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn inside(entering: Option<SignedIn>) -> Result<Opening, EntryError> {
        Ok(super::opening(entering))
    }
}

fn opening(entering: Option<SignedIn>) -> Opening {
    Box::pin(async move {
        let phone = Phone::open().await?;
        if let Some(signed_in) = entering {
            phone.enter(signed_in).await?;
        }
        let no_pin = phone.door().get_untracked() == Door::NoPin;
        Ok(Inside {
            draw: Rc::new(move || {
                provide_context(phone);
                view! { <Gate><App phone /></Gate> }.into_any()
            }),
            first: if no_pin { "/app/pin" } else { "/app" },
        })
    })
}

/// The routes in their frame.
#[component]
fn App(phone: Phone) -> impl IntoView {
    let words = use_words();
    let (state, head) = (phone.sync_state(), Memo::new(move |_| sees_all(phone)));
    let sync = Signal::derive(move || chip(&state.get()));
    look_for(phone);
    let Deciding(deciding) = count_what_waits(here(), expect_context::<Found>());
    let updated = update::waiting();
    let later = RwSignal::new(false);
    provide_context(NotNow(RwSignal::new(false)));
    view! {
        <Router>
            <Guard phone />
            <Frame head deciding sync>
                {move || (updated.get() && !later.get()).then(|| {
                    let toaster = use_toaster();
                    let apply = move |()| {
                        toaster.hurry();
                        update::apply();
                    };
                    view! {
                        <UpdateBanner
                            on_update=Callback::new(apply)
                            on_later=Callback::new(move |()| later.set(true))
                        />
                    }
                })}
                <Routes fallback=move || view! {
                    <Page title=words.common.hadir back="/app">
                        <Empty icon=IconName::Search title=words.shell.page_missing text=words.shell.page_missing_hint>
                            <LinkButton href="/app" label=words.shell.go_today />
                        </Empty>
                    </Page>
                }>
                    <Route path=StaticSegment("app") view=TodayPage />
                    <Route path=(StaticSegment("app"), StaticSegment("sign-in")) view=move || view! { <SignInAgain phone /> } />
                    <Route path=(StaticSegment("app"), StaticSegment("join")) view=move || view! { <Invited phone /> } />
                    <Route path=(StaticSegment("app"), StaticSegment("activities")) view=Activities />
                    <Route path=(StaticSegment("app"), StaticSegment("new-activity")) view=NewActivity />
                    <Route path=(StaticSegment("app"), StaticSegment("activity"), ParamSegment("id")) view=ActivityPage />
                    <Route path=(StaticSegment("app"), StaticSegment("hand-over"), ParamSegment("id")) view=HandOverPage />
                    <Route path=(StaticSegment("app"), StaticSegment("projects")) view=ProjectsPage />
                    <Route path=(StaticSegment("app"), StaticSegment("new-project")) view=NewProject />
                    <Route path=(StaticSegment("app"), StaticSegment("project"), ParamSegment("id")) view=ProjectPage />
                    <Route path=(StaticSegment("app"), StaticSegment("edit-project"), ParamSegment("id")) view=EditProject />
                    <Route path=(StaticSegment("app"), StaticSegment("new-session")) view=NewSession />
                    <Route path=(StaticSegment("app"), StaticSegment("roll"), ParamSegment("id")) view=RollPage />
                    <Route path=(StaticSegment("app"), StaticSegment("roll"), ParamSegment("id"), StaticSegment("scan")) view=ScanPage />
                    <Route path=(StaticSegment("app"), StaticSegment("people")) view=PeoplePage />
                    <Route path=(StaticSegment("app"), StaticSegment("cards")) view=CardsPage />
                    <Route path=(StaticSegment("app"), StaticSegment("add")) view=AddPerson />
                    <Route path=(StaticSegment("app"), StaticSegment("paper"), ParamSegment("kind"), ParamSegment("of")) view=PrintedPage />
                    <Route path=(StaticSegment("app"), StaticSegment("person"), ParamSegment("id")) view=PersonPage />
                    <Route path=(StaticSegment("app"), StaticSegment("person"), ParamSegment("id"), StaticSegment("kept")) view=KeptPage />
                    <Route path=(StaticSegment("app"), StaticSegment("edit-person"), ParamSegment("id")) view=EditPerson />
                    <Route path=(StaticSegment("app"), StaticSegment("sync")) view=SyncPage />
                    <Route path=(StaticSegment("app"), StaticSegment("team")) view=TeamPage />
                    <Route path=(StaticSegment("app"), StaticSegment("file")) view=FilePage />
                    <Route path=(StaticSegment("app"), StaticSegment("hours"), ParamSegment("id")) view=HoursPage />
                    <Route path=(StaticSegment("app"), StaticSegment("undertaking")) view=UndertakingPage />
                    <Route path=(StaticSegment("app"), StaticSegment("log")) view=LogPage />
                    <Route path=(StaticSegment("app"), StaticSegment("day")) view=EveningPage />
                    <Route path=(StaticSegment("app"), StaticSegment("calendar")) view=CalendarPage />
                    <Route path=(StaticSegment("app"), StaticSegment("series"), ParamSegment("id")) view=SeriesPage />
                    <Route path=(StaticSegment("app"), StaticSegment("report")) view=FiguresPage />
                    <Route path=(StaticSegment("app"), StaticSegment("report"), StaticSegment("kept")) view=KeptReportsPage />
                    <Route path=(StaticSegment("app"), StaticSegment("inbox")) view=InboxPage />
                    <Route path=(StaticSegment("app"), StaticSegment("twice"), ParamSegment("one"), ParamSegment("other")) view=BesidePage />
                    <Route path=(StaticSegment("app"), StaticSegment("settings")) view=SettingsPage />
                    <Route path=(StaticSegment("app"), StaticSegment("account")) view=AccountPage />
                    <Route path=(StaticSegment("app"), StaticSegment("import")) view=ImportPage />
                    <Route path=(StaticSegment("app"), StaticSegment("pin")) view=PinPage />
                </Routes>
            </Frame>
        </Router>
    }
}

/// The frame, which shows the four places only on the screens they lead to.
#[component]
fn Frame(
    head: Memo<bool>,
    deciding: Memo<u64>,
    sync: Signal<SyncState>,
    children: Children,
) -> impl IntoView {
    let path = use_location().pathname;
    let place = Signal::derive(move || match path.get().trim_end_matches('/') {
        "/app" => Some(Place::Today),
        "/app/activities" => Some(Place::Activities),
        "/app/people" => Some(Place::People),
        "/app/log" => Some(Place::Log),
        "/app/settings" => Some(Place::Me),
        _ => None,
    });
    view! { <AppShell place head to_decide=deciding sync>{children()}</AppShell> }
}

/// Leads whoever is not signed in to the door, and whoever is away from it.
#[component]
fn Guard(phone: Phone) -> impl IntoView {
    let (path, navigate) = (use_location().pathname, use_navigate());
    let (state, door) = (phone.sync_state(), phone.door());
    let no_pin = Memo::new(move |_| door.get() == Door::NoPin);
    let ended = Memo::new(move |_| state.get().phase == Phase::SignedOut);
    let not_now: NotNow = expect_context();
    let asked = Memo::new(move |_| is_asked(phone, not_now));
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
            // From today's page alone: nobody is taken from what they are in the midst of.
            ("/app", true) => asked.get().then_some("/app/undertaking"),
            ("/app/sign-in", false) | (_, true) => None,
            (_, false) => Some("/app/sign-in"),
        };
        // The way back leads past it, not into it again.
        let instead = || NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        to.into_iter().for_each(|to| navigate(to, instead()));
    });
}

/// The door of a phone that may hold somebody's work.
impl Doorkeeper for Phone {
    fn sign_in(&self, ask: SignInAsk) -> Entering {
        let phone = *self;
        let go = use_navigate();
        Box::pin(async move {
            phone.sign_in(ask).await?;
            go("/app", Default::default());
            Ok(())
        })
    }

    fn accept(&self, ask: AcceptAsk) -> Entering {
        let phone = *self;
        let go = use_navigate();
        Box::pin(async move {
            phone.accept_invitation(&ask).await?;
            go("/app", Default::default());
            Ok(())
        })
    }
}

/// Signing in on a phone that is in use; whoever is signed in comes here only where the server ended the session.
#[component]
fn SignInAgain(phone: Phone) -> impl IntoView {
    let again = phone.read(|replica| replica.me().is_some());
    let erased = RwSignal::new(false);
    spawn_local(async move { erased.set(phone.was_erased().await) });
    view! { <SignIn keeper=Arc::new(phone) again erased /> }
}

/// An invitation opened on a phone that is in use.
#[component]
fn Invited(phone: Phone) -> impl IntoView {
    let ended = phone.sync_state().get_untracked().phase == Phase::SignedOut;
    if !ended && phone.read(|replica| replica.me().is_some()) {
        view! { <AlreadyIn phone /> }.into_any()
    } else {
        view! { <Join keeper=Arc::new(phone) /> }.into_any()
    }
}

/// What whoever is signed in reads when they open an invitation: it stays valid, for someone else or for later.
#[component]
fn AlreadyIn(phone: Phone) -> impl IntoView {
    let words = use_words();
    let said = Signal::derive(move || {
        let member = phone.watch(&[Kind::Member], |replica| {
            replica.view::<Member>(replica.me()?.member)
        });
        words.entry.already_in(&member.unwrap_or_default().name)
    });
    view! {
        <main id="content" class="door">
            <DoorHead title=words.entry.invitation_title lead=String::new() />
            <div class="door__body">
                <div class="card stack">
                    <Notice kind=NoticeKind::Warning text=said />
                    <LinkButton href="/app/settings" label=words.settings.title block=true />
                    <a href="/app">{words.shell.go_today}</a>
                </div>
            </div>
        </main>
    }
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
        Phase::Receiving => SyncState::Receiving,
        Phase::AllSent => SyncState::AllSent,
    }
}
