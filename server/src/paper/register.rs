//! The register of a group for a month: people down, sessions across.

use std::collections::BTreeSet;

use app::i18n::{Lang, Paper as Words};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, Group, Mark, Session, SessionStatus, View};
use domain::time::Day;
use domain::view::{People, belonging, mark, person_line, walk_ins};

use super::attendance::group;
use super::grid::{Column, Grid};
use super::head::{head, signing};
use super::pages::{Align, Ink, Pages, Style};
use super::{Known, PaperError};

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// From `2026-03`.
    pub fn from_iso(text: &str) -> Option<Self> {
        Day::from_iso(&format!("{text}-01")).map(Month::of)
    }

    /// The month of a day.
    pub fn of(day: Day) -> Self {
        let (year, month, _) = day.ymd();
        Month { year, month }
    }
}

/// A session of the month, with who was expected at it.
struct Meeting {
    id: Id,
    session: Session,
    belong: BTreeSet<Id>,
}

/// The register of a group; none where the activity has no such group.
pub fn register(known: &Known, id: Id, month: Month, lang: Lang) -> Result<Option<Vec<u8>>, PaperError> {
    let Some(of) = known.replica.view::<Group>(id) else {
        return Ok(None);
    };
    let words = Words::of(lang);
    let activity = known.replica.view::<Activity>(of.activity).unwrap_or_default();
    let mut pages = Pages::new(lang, true)?;
    let facts = [
        (words.activity, activity.title),
        (words.group, group(&of.name, lang)),
        (words.month, format!("{} {}", lang.month(month.month), month.year)),
    ];
    head(&mut pages, &known.association, words.register, &facts);
    let meetings = meetings(known, of.activity, id, month);
    let people = people(known, &meetings, lang);
    if meetings.is_empty() {
        pages.paragraph(words.no_sessions, Style::of(11.0), Align::Start);
    } else {
        grid(&meetings, words).draw(&mut pages, &rows(known, &meetings, &people, words));
        pages.y += 6.0;
        pages.paragraph(words.legend, Style::of(8.0).ink(Ink::Soft), Align::Start);
        signing(&mut pages, &[words.leader_signs]);
    }
    pages
        .finish(words.register, |number, of| words.page(number, of))
        .map(Some)
}

/// The sessions of the month that were not cancelled, in their order.
fn meetings(known: &Known, activity: Id, group: Id, month: Month) -> Vec<Meeting> {
    let records = known.replica.referring(activity, Kind::Session);
    let sessions = records.map(|record| (record.id, Session::of(record)));
    let mut meetings: Vec<Meeting> = sessions
        .filter(|(_, session)| session.group == group && Month::of(session.day) == month)
        .filter(|(_, session)| session.status != SessionStatus::Cancelled)
        .map(|(id, session)| Meeting {
            id,
            belong: belonging(&known.replica, &session),
            session,
        })
        .collect();
    meetings.sort_by_key(|meeting| (meeting.session.day, meeting.session.slot, meeting.id));
    meetings
}

/// Whoever belonged on one of the days, and whoever came.
fn people(known: &Known, meetings: &[Meeting], lang: Lang) -> People {
    let replica = &known.replica;
    let mut people = BTreeSet::new();
    for meeting in meetings {
        people.extend(walk_ins(replica, meeting.id, &meeting.belong));
        people.extend(meeting.belong.iter().copied());
    }
    let day = meetings.last().map_or(Day(0), |meeting| meeting.session.day);
    let lines = people.iter().filter_map(|person| replica.get(*person));
    People::new(
        lines
            .map(|record| person_line(record, lang == Lang::Ar, day))
            .collect(),
    )
}

fn rows(known: &Known, meetings: &[Meeting], people: &People, words: &Words) -> Vec<Vec<String>> {
    let mut came_to = vec![0_u32; meetings.len()];
    let mut rows = Vec::new();
    for (number, line) in people.lines().iter().enumerate() {
        let mut row = vec![(number + 1).to_string(), line.name.clone()];
        let mut came = 0;
        for (meeting, at_it) in meetings.iter().zip(&mut came_to) {
            let status = mark(&known.replica, meeting.id, line.id).status;
            let present = u32::from(status.came());
            (came, *at_it) = (came + present, *at_it + present);
            row.push(match status {
                Mark::Unmarked if !meeting.belong.contains(&line.id) => "-".to_owned(),
                status => words.letter(status.name()).to_owned(),
            });
        }
        row.push(came.to_string());
        rows.push(row);
    }
    let mut sums = vec![String::new(), words.total.to_owned()];
    sums.extend(came_to.iter().map(u32::to_string));
    sums.push(came_to.iter().sum::<u32>().to_string());
    rows.push(sums);
    rows
}

fn grid(meetings: &[Meeting], words: &Words) -> Grid {
    let mut columns = vec![
        Column::new(words.number, 1.8, Align::Middle),
        Column::new(words.name, 7.0, Align::Start),
    ];
    // A few sessions take more of the width than many, and never all of it.
    let share = (14.0 / meetings.len() as f32).clamp(1.0, 2.0);
    let day = |meeting: &Meeting| meeting.session.day.ymd().2.to_string();
    columns.extend(
        meetings
            .iter()
            .map(|meeting| Column::new(day(meeting), share, Align::Middle)),
    );
    columns.push(Column::new(words.total, 2.6, Align::Middle));
    Grid {
        columns,
        size: 8.0,
        least: 16.0,
        ruled: true,
    }
}
