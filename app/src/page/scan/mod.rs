//! Scanning cards and tickets while the roll is called.

mod said;
mod sight;
mod typed;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Session, SessionStatus};
use domain::scanned::Scanned;
use domain::view::{Answer, Codes, roll, scan};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use self::said::{Earlier, SaidNow};
use self::sight::Sight;
use self::typed::TypedCode;
use super::here::{Here, here};
use crate::component::{Empty, IconName, LinkButton, Page};
use crate::device::{Bell, RecordError, begin, end};
use crate::intent::MarkAttendance;

/// How many answers before the last one stay in sight.
const EARLIER: usize = 3;
/// What a scan takes, from the code to the disk, in the browser's own timeline.
const MEASURE: &str = "hadir:scan";

/// What a scan led to.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    /// The person is marked as present, on the disk; and the way back.
    Came(Id, Vec<Edit>),
    /// Nothing was marked.
    Told(Answer),
    /// Nothing was marked, because it could not be kept: a sentence.
    NotSaved(String),
}

/// What the page shares with its parts.
#[derive(Clone, Copy)]
struct Scanning {
    here: Here,
    session: Id,
    codes: Memo<Codes>,
    /// What the last scans said, the newest first.
    said: RwSignal<Vec<Said>>,
    typing: RwSignal<bool>,
}

/// The scanner of one session.
#[component]
pub(super) fn ScanPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let open = Memo::new(move |_| id.filter(|id| may_scan(here, *id)));
    move || match open.get() {
        Some(session) => view! { <Scanner here session /> }.into_any(),
        None => view! {
            <Page title=words.scan.title back="/app">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found>
                    <LinkButton href="/app" label=words.shell.go_today />
                </Empty>
            </Page>
        }
        .into_any(),
    }
}

/// Whether the signed-in member marks people at a session that this phone has and that was not cancelled.
fn may_scan(here: Here, session: Id) -> bool {
    let held = here
        .phone
        .watch(&[Kind::Session], |replica| replica.view::<Session>(session));
    held.zip(here.asker()).is_some_and(|(held, asker)| {
        held.status != SessionStatus::Cancelled && asker.records_in(held.activity)
    })
}

#[component]
fn Scanner(here: Here, session: Id) -> impl IntoView {
    let words = here.words;
    let codes = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Beneficiary, Kind::Registration], Codes::of)
    });
    let scanning = Scanning {
        here,
        session,
        codes,
        said: RwSignal::new(Vec::new()),
        typing: RwSignal::new(false),
    };
    let subtitle = here
        .phone
        .read(|replica| roll(replica, session, here.arabic()).map(|roll| roll.title))
        .unwrap_or_default();
    view! {
        <Page title=words.scan.title subtitle back=format!("/app/roll/{session}")>
            <div class="scan">
                <Sight scanning />
                <div aria-live="assertive">
                    {move || match scanning.said.with(|said| said.first().cloned()) {
                        Some(said) => view! { <SaidNow scanning said /> }.into_any(),
                        None => view! { <p class="scan__hint">{words.scan.point}</p> }.into_any(),
                    }}
                </div>
                <Earlier scanning />
            </div>
            <TypedCode scanning />
        </Page>
    }
}

impl Scanning {
    /// Takes what was scanned or typed: who is expected is marked at once, anything else is said.
    fn take(self, read: Scanned) {
        begin(MEASURE);
        let answer = self.codes.with_untracked(|codes| {
            self.here
                .phone
                .read(|replica| scan(replica, codes, self.session, read))
        });
        match answer {
            Answer::Expected(person) => self.come(person),
            answer => self.say(Said::Told(answer)),
        }
    }

    /// Marks as present somebody who was not expected, because who scanned says so.
    fn come_in(self, person: Id) {
        begin(MEASURE);
        self.come(person);
    }

    /// Marks somebody as present. It is said once it is on the disk.
    fn come(self, person: Id) {
        let Scanning { here, session, .. } = self;
        spawn_local(async move {
            let edits = here
                .phone
                .read(|replica| MarkAttendance::scan(session, person).edits(replica, here.phone.clock()));
            let back = here.back(&edits);
            let said = match here.phone.record(&edits).await {
                Ok(_) => Said::Came(person, back),
                Err(error) => self.not_saved(&error, &edits),
            };
            end(MEASURE);
            self.say(said);
        });
    }

    fn not_saved(self, error: &RecordError, edits: &[Edit]) -> Said {
        Said::NotSaved(self.here.record_error(error, edits))
    }

    fn say(self, said: Said) {
        bell(&said).ring();
        self.said.update(|all| {
            all.insert(0, said);
            all.truncate(EARLIER + 1);
        });
    }
}

/// How a scan sounds and feels.
fn bell(said: &Said) -> Bell {
    match said {
        Said::Came(..) => Bell::Came,
        Said::Told(Answer::Already(..)) => Bell::Already,
        Said::Told(answer) if answer.may_come_in() => Bell::Look,
        Said::Told(_) | Said::NotSaved(_) => Bell::No,
    }
}
