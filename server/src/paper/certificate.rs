//! A certificate that somebody took part in an activity.

use app::i18n::{Lang, Paper as Words};
use domain::id::Id;
use domain::record::{Activity, Beneficiary, Session};
use domain::same;
use domain::time::Day;
use domain::view::{Came, came};

use super::head::{head, long, short, signing};
use super::pages::{Align, FOOT, Ink, Pages, Style};
use super::{Known, PaperError};

/// Height of what stands at the foot: the day, and the signature.
const SIGNED: f32 = 130.0;
/// How far outside the margin the frame stands.
const OUT: f32 = 14.0;

/// The certificate of a person in an activity, as of a day; none where the activity does not have them, or they never
/// came.
pub fn certificate(
    known: &Known,
    (activity, person): (Id, Id),
    today: Day,
    lang: Lang,
) -> Result<Option<Vec<u8>>, PaperError> {
    let person = same::one(&known.replica, person);
    let (Some(who), Some(what)) = (
        known.replica.view::<Beneficiary>(person),
        known.replica.view::<Activity>(activity),
    ) else {
        return Ok(None);
    };
    let there = attended(known, activity, person);
    let (Some(first), Some(last)) = (
        there.iter().map(|session| session.day).min(),
        there.iter().map(|session| session.day).max(),
    ) else {
        return Ok(None);
    };
    let words = Words::of(lang);
    let arabic = lang == Lang::Ar;
    let mut pages = Pages::new(lang, true)?;
    frame(&mut pages);
    head(&mut pages, &known.association, words.certificate, &[]);
    pages.y += 44.0;
    pages.paragraph(&who.name(arabic), Style::of(26.0).bold().own(), Align::Middle);
    pages.y += 24.0;
    let (association, name) = (known.association.name(arabic), who.name(arabic));
    let (from, to) = (long(first, lang), long(last, lang));
    let attests = match first == last {
        true => words.attests_on(association, &name, &what.title, &from),
        false => words.attests(association, &name, &what.title, &from, &to),
    };
    pages.paragraph(&attests, Style::of(14.0), Align::Middle);
    pages.y += 10.0;
    let minutes: i64 = there.iter().map(|session| session.minutes).sum();
    let hours = app::i18n::hours(lang, u64::try_from(minutes).unwrap_or_default());
    let came_to = words.came_to(&there.len().to_string(), &hours);
    pages.paragraph(&came_to, Style::of(12.0).ink(Ink::Soft), Align::Middle);
    pages.y += (pages.left() - SIGNED).max(20.0);
    pages.paragraph(
        &words.fact(words.made_on, &short(today)),
        Style::of(10.0),
        Align::Start,
    );
    signing(&mut pages, &[words.president_signs]);
    pages
        .finish(words.certificate, |number, of| words.page(number, of))
        .map(Some)
}

/// A frame around all of it.
fn frame(pages: &mut Pages) {
    let (width, height) = (pages.width(), pages.left() + FOOT);
    let (top, out, line) = (pages.y - OUT, OUT, 1.5);
    for y in [top, top + height + 2.0 * out - line] {
        pages.fill((-out, width + 2.0 * out), (y, line), Ink::Teal);
    }
    for start in [-out, width + out - line] {
        pages.fill((start, line), (top, height + 2.0 * out), Ink::Teal);
    }
}

/// The sessions of an activity at which somebody was, each once.
fn attended(known: &Known, activity: Id, person: Id) -> Vec<Session> {
    let was = |came: &Came| came.status.came();
    let sessions = came(&known.replica, person).into_iter().filter(was);
    let sessions = sessions.filter_map(|came| known.replica.view::<Session>(came.session));
    sessions.filter(|session| session.activity == activity).collect()
}
