//! The report in one sentence, and its big numbers.

use domain::report::{Number, Sittings, State};
use leptos::prelude::*;

use super::super::here::Here;
use super::asked::Open;
use super::{Figures, span};
use crate::component::Figure;
use crate::i18n::{group, hours};

/// The sentence and the big numbers.
pub(super) fn told(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let words = here.words.figures;
    let (report, asked) = (&figures.report, &figures.asked);
    let total = figures
        .masked
        .as_ref()
        .map_or(Some(report.total), |masked| masked.total);
    let number = |n: u64| group(here.lang(), n);
    let hidden = || words.hidden.to_owned();
    let behind = |open| (!asked.outside).then(|| asked.behind(open));
    let people = total.map_or_else(hidden, |total| number(total.people));
    let times = total.map_or_else(hidden, |total| number(total.participations));
    let everyone = || behind(Open::People(Number::Everyone));
    let sessions = |count: u64, state| {
        let list = Open::Sessions(Sittings::Of(state));
        (number(count), behind(list).filter(|_| count > 0))
    };
    let (held, held_behind) = sessions(report.sessions.held, State::Held);
    let hours_behind = held_behind.clone();
    let planned = report.sessions.planned();
    let all = behind(Open::Sessions(Sittings::Planned)).filter(|_| planned > 0);
    let cancelled: u64 = report.sessions.cancelled.values().sum();
    let few = [
        (words.cancelled, sessions(cancelled, State::Cancelled), cancelled),
        (
            words.unmarked,
            sessions(report.sessions.unmarked, State::Unmarked),
            report.sessions.unmarked,
        ),
        (
            words.to_come,
            sessions(report.sessions.to_come, State::ToCome),
            report.sessions.to_come,
        ),
    ];
    let few = few
        .into_iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(label, (value, href), _)| {
            view! { <Figure label value href /> }
        });
    let rate = figures.rate(here.words).unwrap_or_else(|| words.share(None));
    let unnamed = report.unnamed.total();
    let unnamed_behind = behind(Open::Sessions(Sittings::Unnamed));
    let unnamed = (unnamed > 0)
        .then(|| view! { <Figure label=words.unnamed value=number(unnamed) href=unnamed_behind /> });
    let any = report.sessions.held > 0;
    let attended = behind(Open::Attended).filter(|_| any);
    let followed = hours(here.lang(), report.learner_minutes);
    let followed = (!asked.outside).then(|| {
        view! { <Figure label=words.learner_hours value=followed href=everyone() /> }
    });
    view! {
        <p class="page__lead">{sentence(here, figures)}</p>
        <div class="figures">
            <Figure label=words.people value=people href=everyone() />
            <Figure label=words.participations value=times href=everyone() />
            <Figure label=words.planned value=number(planned) href=all />
            <Figure label=words.held value=held href=held_behind />
            <Figure label=words.rate value=rate href=attended />
            <Figure label=words.hours value=hours(here.lang(), report.sessions.minutes) href=hours_behind />
            {followed}
            {few.collect_view()}
            {unnamed}
        </div>
    }
}

/// The report in one sentence.
pub(super) fn sentence(here: Here, figures: &Figures) -> String {
    let words = here.words.figures;
    let report = &figures.report;
    let total = figures
        .masked
        .as_ref()
        .map_or(Some(report.total), |masked| masked.total);
    let hidden = |what: &str| format!("{what} ({})", words.hidden);
    let people = total.map_or_else(|| hidden(words.people), |total| words.came(total.people));
    let times = total.map_or_else(
        || hidden(words.participations),
        |total| words.times(total.participations),
    );
    let sessions = words.sessions_held(report.sessions.held);
    words.told(&span(here, &figures.asked), &people, &times, &sessions)
}
