//! Settings: who I am, language, theme, what this phone keeps, the places that are rarely opened, leaving.

mod authorisation;
mod directory;
mod disability;
mod lease;
mod leaving;
mod programs;
mod retention;
mod taking;
mod this_phone;

use domain::kind::Kind;
use domain::places::CREDIT;
use domain::record::{Association, Member, Role};
use leptos::prelude::*;

use self::authorisation::Authorisation;
use self::directory::Listing;
use self::disability::AskingDisability;
use self::lease::Lease;
use self::leaving::Leaving;
use self::programs::Programs;
use self::retention::Retention;
use self::taking::Taking;
pub(super) use self::this_phone::Keeping;
use self::this_phone::{Installation, Locking};
use super::door::LanguageChoice;
use super::here::{Here, here};
use crate::component::{Avatar, Card, Chip, Choice, ChoiceOption, Icon, IconName, ListRow, Page, Tone};
use crate::device::prefs::{self, Theme};

/// The settings of the member and of this phone.
#[component]
pub(super) fn SettingsPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    view! {
        <Page title=words.settings.title back="/app" columns=true>
            <Account here />
            <Places here />
            <Card>
                <LanguageChoice />
                <ThemeChoice here />
            </Card>
            <Card title=words.settings.phone>
                <Locking here />
                <Keeping here />
                <Installation here />
            </Card>
            <Listing here />
            <Lease here />
            <Retention here />
            <Authorisation here />
            <AskingDisability here />
            <Programs here />
            <Taking here />
            <Leaving here />
            <p class="muted">{words.settings.places}": "<bdi lang="en">{CREDIT}</bdi></p>
            <p class="muted">{words.settings.version(env!("CARGO_PKG_VERSION"))}</p>
        </Page>
    }
}

/// Name, role, association.
#[component]
fn Account(here: Here) -> impl IntoView {
    let member = Memo::new(move |_| {
        here.phone.watch_meta(|_| ());
        here.phone
            .watch(&[Kind::Member], |replica| {
                replica.view::<Member>(replica.me()?.member)
            })
            .unwrap_or_default()
    });
    let association = Signal::derive(move || {
        let found = here.phone.watch(&[Kind::Association], |replica| {
            replica.view::<Association>(replica.me()?.association)
        });
        found
            .map(|found| found.name(here.arabic()).to_owned())
            .unwrap_or_default()
    });
    view! {
        <Card>
            <div class="list">
                {move || member.with(|member| view! {
                    <ListRow
                        title=member.name.clone() detail=association
                        start={let name = member.name.clone(); move || view! { <Avatar name=name.clone() /> }}
                        end={let role = member.role; move || view! { <RoleChip here role /> }}
                    />
                })}
            </div>
        </Card>
    }
}

/// A role, as a chip.
#[component]
pub(super) fn RoleChip(here: Here, role: Role) -> impl IntoView {
    let tone = match role {
        Role::Head => Tone::Teal,
        Role::Coordinator => Tone::Sky,
        _ => Tone::Neutral,
    };
    view! { <Chip tone text=here.words.team.role(role.name()) /> }
}

/// The places that are not in the bar.
#[component]
fn Places(here: Here) -> impl IntoView {
    let words = here.words;
    let me = Memo::new(move |_| here.asker().map(|asker| asker.member));
    let place = move |href: &str, icon: IconName, title: &'static str| {
        view! { <ListRow href=href.to_owned() title start=move || view! { <Icon name=icon /> } /> }
    };
    let rights = Memo::new(move |_| {
        here.asker()
            .map_or((false, false), |asker| (asker.manages_team(), asker.sees_all()))
    });
    let team = move || {
        if rights.get().0 {
            words.settings.team
        } else {
            words.team.title
        }
    };
    view! {
        <Card>
            <div class="list">
                {place("/app/account", IconName::Lock, words.account.title)}
                {place("/app/sync", IconName::CloudUp, words.sync.title)}
                {move || place("/app/team", IconName::Crowd, team())}
                {move || rights.get().0.then(|| place("/app/file", IconName::Log, words.file.title))}
                {move || me.get().map(|me| place(&format!("/app/hours/{me}"), IconName::Clock, words.volunteering.my_hours))}
                {place("/app/undertaking", IconName::Check, words.volunteering.undertaking)}
                {move || rights.get().1.then(|| view! {
                    {place("/app/import", IconName::Import, words.settings.import)}
                    {place("/app/projects", IconName::Activities, words.project.title)}
                    {place("/app/log", IconName::Log, words.log.title)}
                })}
            </div>
        </Card>
    }
}

/// Light, dark, or as the phone is set.
#[component]
fn ThemeChoice(here: Here) -> impl IntoView {
    let words = here.words;
    let chosen = RwSignal::new(prefs::theme().code().to_owned());
    Effect::new(move || {
        let code = chosen.get();
        let theme = Theme::ALL.into_iter().find(|theme| theme.code() == code);
        theme
            .filter(|theme| *theme != prefs::theme())
            .into_iter()
            .for_each(prefs::set_theme);
    });
    let word = |theme| match theme {
        Theme::System => words.settings.theme_auto,
        Theme::Light => words.settings.theme_light,
        Theme::Dark => words.settings.theme_dark,
    };
    let options = Theme::ALL
        .into_iter()
        .map(|theme| ChoiceOption::new(theme.code(), word(theme)))
        .collect();
    view! { <Choice legend=words.settings.theme name="theme" options selected=chosen /> }
}
