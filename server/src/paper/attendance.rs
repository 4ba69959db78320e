//! The attendance sheet of a session: everybody who belongs, with room to sign.

use app::i18n::{Activity as ActivityWords, Lang, Paper as Words, Roll as RollWords, clock};
use domain::id::Id;
use domain::record::{Activity, Beneficiary, Mark, Session};
use domain::view::{MarkLine, PersonLine, Roll, mark, roll};

use super::grid::{Column, Grid};
use super::head::{head, long, signing};
use super::pages::{Align, Pages, Style};
use super::{Known, PaperError};

/// Rows left empty on a blank sheet, for those whom nobody expected.
const SPARE: usize = 5;

/// The sheet of a session; none where the activity has no such session. `blank`: to be filled in by hand.
pub fn attendance(
    known: &Known,
    session: Id,
    lang: Lang,
    blank: bool,
) -> Result<Option<Vec<u8>>, PaperError> {
    let Some(roll) = roll(&known.replica, session, lang == Lang::Ar) else {
        return Ok(None);
    };
    let words = Words::of(lang);
    let mut pages = Pages::new(lang, false)?;
    head(
        &mut pages,
        &known.association,
        words.attendance,
        &facts(known, &roll, lang),
    );
    let expected = roll.people.lines().iter().filter(|line| !blank || !line.walk_in);
    let mut rows: Vec<Vec<String>> = expected
        .enumerate()
        .map(|(at, line)| row(known, session, (at + 1, line), lang, blank))
        .collect();
    if rows.is_empty() && !blank {
        pages.paragraph(words.nobody, Style::of(11.0), Align::Start);
    } else {
        let spare = if blank { SPARE } else { 0 };
        let filled = rows.len();
        rows.extend((0..spare).map(|at| vec![(filled + at + 1).to_string()]));
        grid(words).draw(&mut pages, &rows);
    }
    signing(&mut pages, &[words.leader_signs]);
    pages
        .finish(words.attendance, |number, of| words.page(number, of))
        .map(Some)
}

/// Of which activity and group, when and where.
pub(super) fn facts<'a>(known: &Known, roll: &Roll, lang: Lang) -> Vec<(&'a str, String)> {
    let (words, session) = (Words::of(lang), &roll.session);
    let mut facts = vec![
        (words.activity, roll.title.clone()),
        (words.group, group(&roll.group, lang)),
        (words.day, long(session.day, lang)),
        (words.time, time(session, words)),
    ];
    let activity = known
        .replica
        .view::<Activity>(session.activity)
        .unwrap_or_default();
    let place = [&session.place, &activity.place]
        .into_iter()
        .find(|place| !place.is_empty());
    facts.extend(place.map(|place| (words.place, place.clone())));
    facts
}

/// What a group is called; the only one has no name of its own.
pub(super) fn group(name: &str, lang: Lang) -> String {
    match name {
        "" => ActivityWords::of(lang).main_group.to_owned(),
        name => name.to_owned(),
    }
}

fn time(session: &Session, words: &Words) -> String {
    let at = |minute: i64| clock(u16::try_from(minute.rem_euclid(1440)).unwrap_or_default());
    match session.minutes {
        0 => at(session.slot),
        minutes => words.span(&at(session.slot), &at(session.slot + minutes)),
    }
}

fn row(
    known: &Known,
    session: Id,
    (number, line): (usize, &PersonLine),
    lang: Lang,
    blank: bool,
) -> Vec<String> {
    let person = known.replica.view::<Beneficiary>(line.id).unwrap_or_default();
    let state = match blank {
        true => String::new(),
        false => state(&mark(&known.replica, session, line.id), line.walk_in, lang),
    };
    let born = person.year().map_or_else(String::new, |year| year.to_string());
    vec![number.to_string(), line.name.clone(), born, state, String::new()]
}

/// What was said of somebody; of whoever came late, when.
fn state(mark: &MarkLine, walk_in: bool, lang: Lang) -> String {
    let words = RollWords::of(lang);
    let mut said = match mark.status {
        Mark::Unmarked => String::new(),
        status => words.state(status.name()).to_owned(),
    };
    if mark.status == Mark::Late
        && let Some(minute) = mark.arrived_minute.and_then(|minute| u16::try_from(minute).ok())
    {
        said = format!("{said} {}", clock(minute));
    }
    if walk_in {
        said = format!("{said} ({})", words.walk_in);
    }
    said
}

fn grid(words: &Words) -> Grid {
    Grid {
        columns: vec![
            Column::new(words.number, 0.6, Align::Middle),
            Column::new(words.name, 3.6, Align::Start),
            Column::new(words.born, 1.0, Align::Middle),
            Column::new(words.state, 1.5, Align::Start),
            Column::new(words.signature, 2.3, Align::Start),
        ],
        size: 10.0,
        least: 24.0,
        ruled: true,
    }
}
