//! The attendance sheet of a session: everybody who belongs, with room to sign.

use domain::id::Id;
use domain::record::{Activity, Beneficiary, Mark, Session};
use domain::view::{MarkLine, PersonLine, Roll, mark, roll};

use super::{Column, Head, Paper, Papers, Part, Table, long};
use crate::i18n::{Activity as ActivityWords, Lang, Paper as Words, Roll as RollWords, time};

/// Rows left empty on a blank sheet, for those whom nobody expected.
const SPARE: usize = 5;

impl Papers<'_> {
    /// The sheet of a session; none where no such session is known. `blank`: to be filled in by hand.
    pub fn attendance(self, session: Id, blank: bool) -> Option<Paper> {
        let roll = roll(self.replica, session, self.arabic())?;
        let words = self.words();
        let expected = roll.people.lines().iter().filter(|line| !blank || !line.walk_in);
        let mut rows: Vec<Vec<String>> = expected
            .enumerate()
            .map(|(at, line)| self.attendance_row(session, (at + 1, line), blank))
            .collect();
        let spare = if blank { SPARE } else { 0 };
        let filled = rows.len();
        rows.extend((0..spare).map(|at| vec![(filled + at + 1).to_string()]));
        let part = match rows.is_empty() {
            true => Part::Text(words.nobody),
            false => Part::Table(table(words, rows)),
        };
        Some(Paper {
            head: Head::of(
                self.association,
                words.attendance,
                self.session_facts(&roll),
                self.lang,
            ),
            wide: false,
            parts: vec![part],
            signed: vec![words.leader_signs],
        })
    }

    /// Of which activity and group, when and where.
    pub(super) fn session_facts(self, roll: &Roll) -> Vec<(&'static str, String)> {
        let (words, session) = (self.words(), &roll.session);
        let mut facts = vec![
            (words.activity, roll.title.clone()),
            (words.group, group_name(&roll.group, self.lang)),
            (words.day, long(session.day, self.lang)),
            (words.time, hours(session, words)),
        ];
        let activity = self
            .replica
            .view::<Activity>(session.activity)
            .unwrap_or_default();
        let place = [&session.place, &activity.place]
            .into_iter()
            .find(|place| !place.is_empty());
        facts.extend(place.map(|place| (words.place, place.clone())));
        facts
    }

    fn attendance_row(self, session: Id, (number, line): (usize, &PersonLine), blank: bool) -> Vec<String> {
        let person = self.replica.view::<Beneficiary>(line.id).unwrap_or_default();
        let state = match blank {
            true => String::new(),
            false => state(&mark(self.replica, session, line.id), line.walk_in, self.lang),
        };
        let born = person.year().map_or_else(String::new, |year| year.to_string());
        vec![number.to_string(), line.name.clone(), born, state, String::new()]
    }
}

/// What a group is called; the only one has no name of its own.
pub(super) fn group_name(name: &str, lang: Lang) -> String {
    match name {
        "" => ActivityWords::of(lang).main_group.to_owned(),
        name => name.to_owned(),
    }
}

fn hours(session: &Session, words: &Words) -> String {
    match session.minutes {
        0 => time(session.slot),
        minutes => words.span(&time(session.slot), &time(session.slot + minutes)),
    }
}

/// What was said of somebody; of whoever came late, when.
fn state(mark: &MarkLine, walk_in: bool, lang: Lang) -> String {
    let words = RollWords::of(lang);
    let mut said = match mark.status {
        Mark::Unmarked => String::new(),
        status => words.state(status.name()).to_owned(),
    };
    if mark.status == Mark::Late
        && let Some(minute) = mark.arrived_minute
    {
        said = format!("{said} {}", time(minute));
    }
    if walk_in {
        said = format!("{said} ({})", words.walk_in);
    }
    said
}

fn table(words: &Words, rows: Vec<Vec<String>>) -> Table {
    Table {
        columns: vec![
            Column::middle(words.number, 0.6),
            Column::start(words.name, 3.6),
            Column::middle(words.born, 1.0),
            Column::start(words.state, 1.5),
            Column::start(words.signature, 2.3),
        ],
        rows,
        size: 10.0,
        least: 24.0,
    }
}
