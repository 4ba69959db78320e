//! One person: details, activities, what was said of them, and the server's receipts.

use domain::id::Id;
use domain::kind::Kind;
use domain::phone::Phone as Number;
use domain::record::{Beneficiary, Disability, RegistrationStatus, Sex};
use domain::replica::{Outgoing, Replica, State};
use domain::same;
use domain::view::{Belonging, Came, belongings, came};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::cards::CardPart;
use super::cin::CinCard;
use super::consents::Consents;
use super::erase::Erase;
use super::handing::{HandTo, Received};
use super::here::{Here, dotted, here, time};
use super::questions::AnswersPart;
use super::register::{Place, PlaceFields};
use super::roll::shown_mark;
use super::twice::Others;
use crate::component::{
    Button, ButtonKind, Card, Chip, Empty, IconName, LinkButton, ListRow, Page, SyncItem, Tabs, Tone,
    use_toaster,
};
use crate::intent::{RegisterBeneficiary, end_membership};

/// One person.
#[component]
pub(super) fn PersonPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    // Whoever was recorded twice has one page, by whichever id it is asked for.
    let id = Memo::new(move |_| {
        let id = id?;
        let one = |replica: &Replica| same::one(replica, id);
        Some(here.phone.watch(&[Kind::Beneficiary], one))
    });
    let person = Memo::new(move |_| {
        let id = id.get()?;
        here.phone
            .watch(&[Kind::Beneficiary], |replica| replica.view::<Beneficiary>(id))
    });
    let known = Memo::new(move |_| person.with(Option::is_some));
    move || match id.get().filter(|_| known.get()) {
        Some(id) => view! { <Known here id person /> }.into_any(),
        None => view! {
            <Page title=words.person.beneficiary back="/app/people">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found />
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn Known(here: Here, id: Id, person: Memo<Option<Beneficiary>>) -> impl IntoView {
    let words = here.words;
    let part = RwSignal::new("details");
    let title = Signal::derive(move || {
        person
            .with(|person| person.as_ref().map(|person| person.name(here.arabic())))
            .unwrap_or_default()
    });
    let other = Signal::derive(move || {
        person
            .with(|person| person.as_ref().map(|person| person.name(!here.arabic())))
            .filter(|name| *name != title.get())
            .unwrap_or_default()
    });
    let named = move || person.with(|person| person.as_ref().is_some_and(|person| !person.is_erased()));
    let may = Memo::new(move |_| named() && here.asker().is_some_and(|asker| asker.records()));
    let tools = move || {
        may.get().then(|| {
            view! {
                <LinkButton
                    href=format!("/app/edit-person/{id}") label=words.common.edit icon=IconName::Edit
                    kind=crate::component::ButtonKind::Quiet
                />
            }
        })
    };
    let tabs = vec![
        ("details", words.person.details.to_owned()),
        ("history", words.person.history.to_owned()),
        ("receipts", words.person.receipts.to_owned()),
    ];
    view! {
        <Page title subtitle=other back="/app/people" tools columns=true>
            <Tabs label=words.person.beneficiary tabs selected=part />
            {move || match part.get() {
                "history" => view! { <History here id /> }.into_any(),
                "receipts" => view! { <Receipts here id /> }.into_any(),
                _ => view! { <Details here id person name=title may /> }.into_any(),
            }}
        </Page>
    }
}

/// What is known of the person, where they belong, what they agreed to.
#[component]
fn Details(
    here: Here,
    id: Id,
    person: Memo<Option<Beneficiary>>,
    /// What they are called.
    name: Signal<String>,
    may: Memo<bool>,
) -> impl IntoView {
    let words = here.words;
    let facts = move || {
        person
            .get()
            .map(|person| facts(here, &person))
            .unwrap_or_default()
    };
    let fact = |(label, value): (&'static str, String)| view! { <div><dt>{label}</dt><dd><bdi>{value}</bdi></dd></div> };
    let belonging = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Registration, Kind::Activity, Kind::Group], |replica| {
                belongings(replica, id)
            })
    });
    let call = move || {
        person
            .with(|person| person.as_ref().map(|person| person.phone.clone()))
            .filter(|phone| !phone.is_empty())
    };
    view! {
        <Card>
            <dl class="facts">{move || facts().into_iter().map(fact).collect_view()}</dl>
            {move || call().map(|phone| view! {
                <div class="notice__actions">
                    <LinkButton href=format!("tel:{phone}") label=words.common.call icon=IconName::Call kind=crate::component::ButtonKind::Quiet />
                    <LinkButton
                        href=format!("https://wa.me/{}", phone.trim_start_matches('+')) label="WhatsApp" icon=IconName::Chat
                        kind=crate::component::ButtonKind::Quiet outside=true
                    />
                </div>
            })}
            <Others here id />
        </Card>
        <Card title=words.person.registrations>
            {move || {
                let belonging = belonging.get();
                if belonging.is_empty() {
                    view! { <p class="muted">{words.person.no_registrations}</p> }.into_any()
                } else {
                    belonging.into_iter().map(|one| view! { <BelongingRow here id one may /> }).collect_view().into_any()
                }
            }}
            {move || may.get().then(|| view! { <Registering here id belonging /> })}
        </Card>
        {move || may.get().then(|| view! { <HandTo here id name /> })}
        {move || person.with(|person| person.as_ref().is_some_and(|person| !person.is_erased())).then(|| view! { <CardPart here id /> })}
        <CinCard here person=id />
        <Consents here id may />
        <Erase here id person />
    }
}

fn facts(here: Here, person: &Beneficiary) -> Vec<(&'static str, String)> {
    let (field, words) = (&here.words.field, here.words);
    let phone = |e164: &str| Number::parse(e164).map_or_else(|_| e164.to_owned(), |phone| phone.to_string());
    let sex = if person.sex == Sex::Unknown {
        String::new()
    } else {
        words.person.sex(person.sex.name()).to_owned()
    };
    let born = person.birth_day.map_or_else(
        || {
            person
                .birth_year
                .map_or_else(String::new, |year| year.to_string())
        },
        |day| super::here::shown_day(day).numeric(),
    );
    let age = person
        .age(here.phone.true_clock().day())
        .and_then(|age| u64::try_from(age).ok());
    let disability = person.disability.map_or_else(String::new, |number| {
        let answer = Disability::from_number(number);
        words.disability.answer(answer.name()).to_owned()
    });
    let all = [
        (field.sex, sex),
        (
            field.birth_date,
            dotted([
                born,
                age.map_or_else(String::new, |age| words.common.years_old(age)),
            ]),
        ),
        (field.phone, phone(&person.phone)),
        (
            field.douar,
            dotted([person.douar.clone(), here.commune(&person.commune)]),
        ),
        (field.father, person.father.clone()),
        (field.guardian_name, person.guardian.clone()),
        (field.guardian_phone, phone(&person.guardian_phone)),
        (field.code, person.code.clone()),
        (field.disability, disability),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// One activity the person is or was in.
#[component]
fn BelongingRow(here: Here, id: Id, one: Belonging, may: Memo<bool>) -> impl IntoView {
    let words = here.words;
    let today = here.phone.true_clock().day();
    let belongs = one.registration.belongs_on(today);
    let activity = one.activity;
    let end = move |_| {
        let edits = here
            .phone
            .read(|replica| end_membership(replica, activity, id, today.plus(-1)));
        here.record_with_undo(edits, move || words.person.withdrawn.to_owned());
    };
    let back = move |_| {
        let again = RegisterBeneficiary {
            beneficiary: id,
            activity,
            group: one.registration.group,
            from: today,
        };
        let edits = here.phone.read(|replica| again.edits(replica));
        here.record_with_undo(edits, move || words.person.confirmed.to_owned());
    };
    let (tone, text) = if belongs {
        (
            Tone::Leaf,
            words.person.registration(one.registration.status.name()),
        )
    } else if one.registration.waits() || one.registration.status == RegistrationStatus::Applied {
        let standing = words.person.registration(one.registration.status.name());
        (Tone::Saffron, standing)
    } else {
        (Tone::Neutral, words.person.withdrawn)
    };
    view! {
        <ListRow href=format!("/app/activity/{activity}") title=one.title.clone() detail=one.group.clone() end=move || view! { <Chip tone text /> } />
        {one.came.then(|| view! {
            <LinkButton
                href=format!("/app/paper/certificate/{}", Id::of_registration(activity, id))
                label=words.figures.certificate icon=IconName::Print kind=ButtonKind::Quiet
            />
        })}
        <AnswersPart here id=Id::of_registration(activity, id) lines=one.answers.clone() may=may.get_untracked() />
        {move || may.get().then(|| if belongs {
            view! { <button type="button" class="button button--quiet" on:click=end>{words.person.withdraw}</button> }.into_any()
        } else {
            view! { <button type="button" class="button button--quiet" on:click=back>{words.person.register_again}</button> }.into_any()
        })}
    }
}

/// Registers the person in an activity they are not in.
#[component]
fn Registering(here: Here, id: Id, belonging: Memo<Vec<Belonging>>) -> impl IntoView {
    let words = here.words;
    let (open, lacks) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let (place, toaster) = (Place::new(None), use_toaster());
    let register = Callback::new(move |_| {
        let Some(activity) = untrack(|| place.activity()) else {
            return;
        };
        if untrack(|| place.lacks_group(here)) {
            lacks.set(Some(words.problem.refused_required.to_owned()));
            return;
        }
        let register = RegisterBeneficiary {
            beneficiary: id,
            activity,
            group: untrack(|| place.group(here)),
            from: here.phone.true_clock().day(),
        };
        open.set(false);
        let edits = here.phone.read(|replica| register.edits(replica));
        here.record(edits, move |_| toaster.say(words.person.confirmed));
    });
    move || {
        if !open.get() {
            return view! {
                <button type="button" class="button button--quiet" on:click=move |_| open.set(true)>{words.person.register_to}</button>
            }
            .into_any();
        }
        let without = belonging.with_untracked(|all| all.iter().map(|one| one.activity).collect());
        view! {
            <div class="stack">
                <PlaceFields here place without error=lacks />
                <Button label=words.person.register block=true on_click=register />
            </div>
        }
        .into_any()
    }
}

/// What was said of the person, newest first.
#[component]
fn History(here: Here, id: Id) -> impl IntoView {
    let words = here.words;
    let lines = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Attendance, Kind::Session, Kind::Activity], |replica| {
                came(replica, id)
            })
    });
    let row = move |line: Came| {
        let mark = shown_mark(line.status);
        let arrived = line
            .arrived_minute
            .map_or_else(String::new, |minute| words.roll.arrived_at(&time(minute)));
        let off = if line.held { "" } else { words.session.cancelled };
        view! {
            <ListRow
                href=format!("/app/roll/{}", line.session) title=line.title
                detail=dotted([here.day(line.day), time(line.slot), arrived, off.to_owned()])
                end=move || view! { <Chip tone=mark.tone() icon=mark.icon() text=mark.word(words) /> }
            />
        }
    };
    let marks = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <Empty icon=IconName::Clock title=words.person.history text=words.person.no_history /> }.into_any();
        }
        let held = lines.iter().filter(|line| line.held);
        let times = held.clone().filter(|line| line.status.came()).count() as u64;
        let held = held.count() as u64;
        view! {
            <p class="page__lead">{words.person.attended_of(times, held)}</p>
            <Card>{lines.into_iter().map(row).collect_view()}</Card>
        }
        .into_any()
    };
    view! {
        {marks}
        <Received here id />
    }
}

/// What the server received of this person from this phone, by number.
#[component]
fn Receipts(here: Here, id: Id) -> impl IntoView {
    let words = here.words;
    let found = RwSignal::new(None::<Vec<Outgoing>>);
    let ids = here.phone.read(|replica| {
        let marks = came(replica, id).into_iter().map(|line| line.record);
        let besides =
            [Kind::Registration, Kind::Consent, Kind::Delivery].map(|kind| replica.referring(id, kind));
        let besides = besides.into_iter().flatten().map(|record| record.id);
        core::iter::once(id)
            .chain(besides)
            .chain(marks)
            .collect::<Vec<Id>>()
    });
    spawn_local(async move {
        let mut all = Vec::new();
        for record in ids {
            // What cannot be read is left out: receipts are a comfort, the log is the proof.
            all.extend(here.phone.receipts(record).await.unwrap_or_default());
        }
        all.sort_by_key(|item| core::cmp::Reverse(item.change.counter));
        found.set(Some(all));
    });
    let item = move |item: Outgoing| {
        let State::Answered(answer) = &item.state else {
            return None;
        };
        let state = super::sync::answered(here, item.change.kind, answer);
        let doing = here.phone.read(|replica| {
            domain::view::doing(
                replica,
                item.change.kind,
                item.change.record,
                &item.change.set,
                item.change.base == 0,
                here.arabic(),
            )
        });
        let title = super::sync::said(here, &doing);
        Some(view! { <SyncItem title recorded=here.instant_within(item.change.clock.now) state /> })
    };
    move || {
        found.get().map(|found| {
            if found.is_empty() {
                view! { <Empty icon=IconName::CloudCheck title=words.person.receipts text=words.person.no_receipts /> }.into_any()
            } else {
                found.into_iter().map(item).collect_view().into_any()
            }
        })
    }
}
