//! The register of a group for a month: people down, sessions across.

use std::collections::BTreeSet;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, Group, Mark, Session, SessionStatus, View};
use domain::report::Month;
use domain::time::Day;
use domain::view::{People, belonging, mark, person_line, walk_ins};

use super::attendance::group_name;
use super::{Column, Head, Paper, Papers, Part, Table};
use crate::i18n::Paper as Words;

/// A session of the month, with who was expected at it.
struct Meeting {
    id: Id,
    session: Session,
    belong: BTreeSet<Id>,
}

impl Papers<'_> {
    /// The register of a group; none where no such group is known.
    pub fn register(self, id: Id, month: Month) -> Option<Paper> {
        let of: Group = self.replica.view(id)?;
        let words = self.words();
        let activity = self.replica.view::<Activity>(of.activity).unwrap_or_default();
        let facts = vec![
            (words.activity, activity.title),
            (words.group, group_name(&of.name, self.lang)),
            (
                words.month,
                format!("{} {}", self.lang.month(month.month), month.year),
            ),
        ];
        let meetings = self.meetings(of.activity, id, month);
        let rows = self.register_rows(&meetings, &self.registered(&meetings));
        let (parts, signed) = match meetings.is_empty() {
            true => (vec![Part::Text(words.no_sessions)], Vec::new()),
            false => {
                let table = table(&meetings, rows, words);
                let parts = vec![Part::Table(table), Part::Legend(words.legend)];
                (parts, vec![words.leader_signs])
            }
        };
        Some(Paper {
            head: Head::of(self.association, words.register, facts, self.lang),
            wide: true,
            parts,
            signed,
        })
    }

    /// The sessions of the month that were not cancelled, in their order.
    fn meetings(self, activity: Id, group: Id, month: Month) -> Vec<Meeting> {
        let records = self.replica.referring(activity, Kind::Session);
        let sessions = records.map(|record| (record.id, Session::of(record)));
        let mut meetings: Vec<Meeting> = sessions
            .filter(|(_, session)| session.group == group && Month::of(session.day) == month)
            .filter(|(_, session)| session.status != SessionStatus::Cancelled)
            .map(|(id, session)| Meeting {
                id,
                belong: belonging(self.replica, &session),
                session,
            })
            .collect();
        meetings.sort_by_key(|meeting| (meeting.session.day, meeting.session.slot, meeting.id));
        meetings
    }

    /// Whoever belonged on one of the days, and whoever came.
    fn registered(self, meetings: &[Meeting]) -> People {
        let mut people = BTreeSet::new();
        for meeting in meetings {
            people.extend(walk_ins(self.replica, meeting.id, &meeting.belong));
            people.extend(meeting.belong.iter().copied());
        }
        let day = meetings.last().map_or(Day(0), |meeting| meeting.session.day);
        let records = people.iter().filter_map(|person| self.replica.get(*person));
        People::new(
            records
                .map(|record| person_line(record, self.arabic(), day))
                .collect(),
        )
    }

    fn register_rows(self, meetings: &[Meeting], people: &People) -> Vec<Vec<String>> {
        let words = self.words();
        let mut came_to = vec![0_u32; meetings.len()];
        let mut rows = Vec::new();
        for (number, line) in people.lines().iter().enumerate() {
            let mut row = vec![(number + 1).to_string(), line.name.clone()];
            let mut came = 0;
            for (meeting, at_it) in meetings.iter().zip(&mut came_to) {
                let status = mark(self.replica, meeting.id, line.id).status;
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
}

fn table(meetings: &[Meeting], rows: Vec<Vec<String>>, words: &Words) -> Table {
    let mut columns = vec![Column::middle(words.number, 1.8), Column::start(words.name, 7.0)];
    // A few sessions take more of the width than many, and never all of it.
    let share = (14.0 / meetings.len() as f32).clamp(1.0, 2.0);
    let day = |meeting: &Meeting| meeting.session.day.ymd().2.to_string();
    columns.extend(meetings.iter().map(|meeting| Column::middle(day(meeting), share)));
    columns.push(Column::middle(words.total, 2.6));
    Table {
        columns,
        rows,
        size: 8.0,
        least: 16.0,
    }
}
