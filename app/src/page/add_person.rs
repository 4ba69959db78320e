//! A newcomer: name, sex, birth year, consent, done.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::questions::Answers;
use domain::record::{Activity, Association, ConsentManner};
use domain::verdict::Reason;
use domain::view::{LikeLine, People, belongings, like, roll};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::here::{Here, dotted, here};
use super::person_form::{PersonFields, Typed};
use super::questions::{Asking, NewcomerQuestions};
use super::register::{Place, PlaceFields};
use super::twice::reasons;
use crate::component::{BottomAction, Button, Card, Choice, ChoiceOption, IconName, Page, use_toaster};
use crate::intent::{AddBeneficiary, Agreed, InputFault, MarkAttendance, PersonForm, RegisterBeneficiary};

/// What the form holds where consent was not given.
const NOT_GIVEN: &str = "not_given";
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
    let manner = RwSignal::new(String::new());
    let place = Place::new(to.activity);
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
    let (comes_to, subtitle) = here.phone.read(|replica| {
        let session = to
            .session
            .and_then(|session| roll(replica, session, here.arabic()));
        let comes_to = session.as_ref().map(|roll| roll.session.activity);
        let activity = to
            .activity
            .and_then(|activity| replica.view::<Activity>(activity));
        let title = session
            .map(|roll| roll.title)
            .or(activity.map(|activity| activity.title));
        (comes_to, title.unwrap_or_default())
    });
    let (navigate, toaster) = (use_navigate(), use_toaster());
    let leave = back.clone();
    let asking = StoredValue::new(None::<Asking>);
    let activity = Signal::derive(move || comes_to.or_else(|| place.activity()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let answers = asking
            .get_value()
            .map_or_else(|| Some(Answers::default()), Asking::answers);
        let Some(answers) = answers else { return };
        let form = typed.form();
        let name = format!("{} {}", form.given.trim(), form.family.trim());
        let add = AddBeneficiary {
            id: here.phone.fresh_id(),
            consent_id: here.phone.fresh_id(),
            form,
            activity: untrack(|| place.activity()),
            group: untrack(|| place.group(here)),
            answers,
            session: to.session,
            consent: agreed(&manner.get_untracked()),
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
                {to.session.is_none().then(|| view! { <PlaceFields here place error=typed.error("group") /> })}
                <Alike here typed to place />
                <ConsentCard here typed manner />
                <NewcomerQuestions here activity asking />
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
fn Alike(here: Here, typed: Typed, to: To, place: Place) -> impl IntoView {
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
            let draft = typed.watched().so_far();
            here.phone.read(|replica| like(replica, people, &draft, ALIKE))
        })
    });
    let (navigate, toaster) = (use_navigate(), use_toaster());
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
            None => match untrack(|| register(here, person, place)) {
                Err(fault) => typed.fault(fault),
                Ok((edits, then)) => here.record(edits, move |_| {
                    toaster.say(words.person.confirmed);
                    navigate(&then, Default::default());
                }),
            },
        }
    };
    let row = move |LikeLine {
                        person: line,
                        grounds,
                        ..
                    }: LikeLine| {
        let choose = choose.clone();
        let why = reasons(here, &grounds);
        let age = line
            .age
            .and_then(|age| u64::try_from(age).ok())
            .map(|age| words.common.years_old(age));
        view! {
            <button type="button" class="row" on:click=move |_| choose(line.id)>
                <span class="row__words">
                    <bdi class="row__title">{line.name.clone()}</bdi>
                    <span class="row__detail">{dotted([line.other_name.clone(), line.parent.clone(), here.commune(&line.place), age.clone().unwrap_or_default()])}</span>
                    {(!why.is_empty()).then(|| view! { <span class="row__detail row__why">{why}</span> })}
                </span>
            </button>
        }
    };
    move || {
        let alike = alike.get();
        let row = row.clone();
        let (title, hint) = if alike.iter().any(|line| line.likely) {
            (words.twice.likely, words.twice.likely_hint)
        } else {
            (words.person.same_people, words.person.same_people_hint)
        };
        (!alike.is_empty()).then(|| {
            view! {
                <Card title>
                    <p class="muted">{hint}</p>
                    {alike.into_iter().map(row).collect_view()}
                </Card>
            }
        })
    }
}

/// What registers a known person where the form says, and where to go then. Someone who is in that activity already,
/// or of whom no activity is said, has a page.
fn register(here: Here, person: Id, place: Place) -> Result<(Vec<Edit>, String), InputFault> {
    let today = here.phone.true_clock().day();
    let belongs = |activity| {
        let known = here.phone.read(|replica| belongings(replica, person));
        let mut there = known.iter().filter(|one| one.activity == activity);
        there.any(|one| one.registration.belongs_on(today))
    };
    match place.activity().filter(|activity| !belongs(*activity)) {
        None => Ok((Vec::new(), format!("/app/person/{person}"))),
        Some(_) if place.lacks_group(here) => Err(InputFault {
            field: "group",
            reason: Reason::Required,
        }),
        Some(activity) => {
            let register = RegisterBeneficiary {
                beneficiary: person,
                activity,
                group: place.group(here),
                from: today,
            };
            let edits = here.phone.read(|replica| register.edits(replica));
            Ok((edits, format!("/app/activity/{activity}")))
        }
    }
}

/// What a choice of the form says about consent.
fn agreed(choice: &str) -> Agreed {
    match (choice, ConsentManner::from_name(choice)) {
        (_, Some(manner)) => Agreed::Yes(manner),
        (NOT_GIVEN, None) => Agreed::No,
        _ => Agreed::Unsaid,
    }
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
        let given = ConsentManner::ALL
            .iter()
            .map(|manner| ChoiceOption::new(manner.name(), words.person.consent_how(manner.name())));
        given.chain([ChoiceOption::new(NOT_GIVEN, words.person.consent_not_given)])
    };
    view! {
        <Card title=words.person.consent>
            <p><bdi>{association.clone()}</bdi></p>
            <p>{words.person.consent_ask}</p>
            {move || typed.is_minor().then(|| view! { <p class="muted">{words.person.guardian_needed}</p> })}
            <Choice legend=words.field.consent_how name="consent" options=options().collect() selected=manner error=typed.error("consent") />
        </Card>
    }
}
