//! A newcomer: name, sex, birth year, consent, done.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, Association, ConsentManner};
use domain::view::{People, PersonLine, roll};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::here::{Here, dotted, here};
use super::person_form::{PersonFields, Typed};
use crate::component::{
    BottomAction, Button, Card, Choice, ChoiceOption, IconName, Page, Select, use_toaster,
};
use crate::intent::{AddBeneficiary, MarkAttendance, PersonForm};

/// How many people of a similar name are shown.
const ALIKE: usize = 3;

/// Where a newcomer comes to.
#[derive(Clone, Copy)]
struct To {
    session: Option<Id>,
    activity: Option<Id>,
}

/// Adds someone: at the door of a session, to an activity, or to the register.
#[component]
pub(super) fn AddPerson() -> impl IntoView {
    let here = here();
    let words = here.words;
    let query = use_query_map();
    let param = move |name: &str| query.with_untracked(|query| query.get(name));
    let id = move |name: &str| param(name).and_then(|id| id.parse::<Id>().ok());
    let to = To {
        session: id("session"),
        activity: id("activity"),
    };
    let (given, family) = split(&param("name").unwrap_or_default());
    let typed = Typed::of(
        here,
        &PersonForm {
            given,
            family,
            ..PersonForm::default()
        },
    );
    let manner = RwSignal::new(ConsentManner::Oral.name().to_owned());
    let activity = RwSignal::new(to.activity.map_or_else(String::new, |id| id.to_string()));
    let back = match to {
        To {
            session: Some(session),
            ..
        } => format!("/app/roll/{session}"),
        To {
            activity: Some(activity),
            ..
        } => format!("/app/activity/{activity}"),
        _ => "/app/people".to_owned(),
    };
    let subtitle = here.phone.read(|replica| {
        let session = to
            .session
            .and_then(|session| roll(replica, session, here.arabic()));
        let activity = to
            .activity
            .and_then(|activity| replica.view::<Activity>(activity));
        session
            .map(|roll| roll.title)
            .or(activity.map(|activity| activity.title))
            .unwrap_or_default()
    });
    let (navigate, toaster) = (use_navigate(), use_toaster());
    let leave = back.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = typed.form();
        let name = format!("{} {}", form.given.trim(), form.family.trim());
        let add = AddBeneficiary {
            id: here.phone.fresh_id(),
            consent_id: here.phone.fresh_id(),
            form,
            activity: activity.get_untracked().parse().ok(),
            session: to.session,
            consent: ConsentManner::from_name(&manner.get_untracked()).unwrap_or_default(),
            language: here.lang().code().to_owned(),
        };
        let edits = here.phone.read(|replica| add.edits(replica, here.phone.clock()));
        let (navigate, leave) = (navigate.clone(), leave.clone());
        match edits {
            Err(fault) => typed.fault(fault),
            Ok(edits) => spawn_local(async move {
                match here.phone.record(&edits).await {
                    Ok(_) => {
                        toaster.say(words.person.added_named(name.trim()));
                        navigate(&leave, Default::default());
                    }
                    Err(error) => {
                        typed.refused(&error, &edits);
                        toaster.say(here.record_error(&error, &edits));
                    }
                }
            }),
        }
    };
    view! {
        <Page title=words.person.new subtitle back>
            <form class="stack" on:submit=submit novalidate>
                <PersonFields typed />
                <Alike here typed to />
                {to.session.is_none().then(|| view! { <Into here activity /> })}
                <ConsentCard here typed manner />
                <BottomAction><Button label=words.person.add icon=IconName::PersonAdd submit=true block=true /></BottomAction>
            </form>
        </Page>
    }
}

/// A name typed into a search, as given and family name: the last word is the family's.
fn split(name: &str) -> (String, String) {
    let name = name.trim();
    name.rsplit_once(' ').map_or_else(
        || (name.to_owned(), String::new()),
        |(given, family)| (given.to_owned(), family.to_owned()),
    )
}

/// People of a similar name: choosing one is better than adding someone twice.
#[component]
fn Alike(here: Here, typed: Typed, to: To) -> impl IntoView {
    let words = here.words;
    let everyone = Memo::new(move |_| {
        let today = here.today();
        here.phone.watch(&[Kind::Beneficiary], |replica| {
            People::everyone(replica, here.arabic(), today)
        })
    });
    let alike = Memo::new(move |_| {
        let name = typed.name();
        if name.chars().count() < 3 {
            return Vec::new();
        }
        everyone.with(|people| {
            people
                .find(&name)
                .into_iter()
                .take(ALIKE)
                .map(|at| people.lines()[at].clone())
                .collect()
        })
    });
    let navigate = use_navigate();
    let choose = move |person: Id| {
        let navigate = navigate.clone();
        match to.session {
            Some(session) => {
                let tap = MarkAttendance::tap(session, person, domain::record::Mark::Present);
                let edits = here.phone.read(|replica| tap.edits(replica, here.phone.clock()));
                here.record(edits, move |_| {
                    navigate(&format!("/app/roll/{session}"), Default::default())
                });
            }
            None => navigate(&format!("/app/person/{person}"), Default::default()),
        }
    };
    let row = move |line: PersonLine| {
        let choose = choose.clone();
        let age = line
            .age
            .and_then(|age| u64::try_from(age).ok())
            .map(|age| words.common.years_old(age));
        view! {
            <button type="button" class="row" on:click=move |_| choose(line.id)>
                <span class="row__words">
                    <bdi class="row__title">{line.name.clone()}</bdi>
                    <span class="row__detail">{dotted([line.other_name.clone(), line.parent.clone(), line.place.clone(), age.clone().unwrap_or_default()])}</span>
                </span>
            </button>
        }
    };
    move || {
        let alike = alike.get();
        let row = row.clone();
        (!alike.is_empty()).then(|| {
            view! {
                <Card title=words.person.same_people>
                    <p class="muted">{words.person.same_people_hint}</p>
                    {alike.into_iter().map(row).collect_view()}
                </Card>
            }
        })
    }
}

/// The activity to register someone in, where there is one.
#[component]
fn Into(here: Here, activity: RwSignal<String>) -> impl IntoView {
    let words = here.words;
    let options = here.phone.read(|replica| {
        let asker = replica.asker();
        let lines = domain::view::activities(replica, here.phone.true_clock().day());
        let mine = lines
            .into_iter()
            .filter(|line| asker.as_ref().is_some_and(|asker| asker.records_in(line.id)));
        let none = ChoiceOption::new("", words.common.none);
        core::iter::once(none)
            .chain(mine.map(|line| ChoiceOption::new(line.id.to_string(), line.activity.title)))
            .collect::<Vec<_>>()
    });
    view! { <Select label=words.field.activity name="activity" options selected=activity /> }
}

/// What is read out, and how the person agreed.
#[component]
fn ConsentCard(here: Here, typed: Typed, manner: RwSignal<String>) -> impl IntoView {
    let words = here.words;
    let association = here.phone.read(|replica| {
        let id = replica.me().map(|me| me.association)?;
        replica
            .view::<Association>(id)
            .map(|association| association.name(here.arabic()).to_owned())
    });
    let options = || {
        ConsentManner::ALL
            .iter()
            .map(|manner| ChoiceOption::new(manner.name(), words.person.consent_how(manner.name())))
    };
    view! {
        <Card title=words.person.consent>
            <p><bdi>{association.clone()}</bdi></p>
            <p>{words.person.consent_ask}</p>
            {move || typed.is_minor().then(|| view! { <p class="muted">{words.person.guardian_needed}</p> })}
            <Choice legend=words.field.consent_how name="consent" options=options().collect() selected=manner />
        </Card>
    }
}
