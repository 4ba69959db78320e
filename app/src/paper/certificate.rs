//! A certificate that somebody took part in an activity.

use domain::id::Id;
use domain::record::{Activity, Beneficiary, Session};
use domain::same;
use domain::time::Day;
use domain::view::{Came, came};

use super::{Certified, Head, Paper, Papers, Part, long, short};
use crate::i18n::hours;

impl Papers<'_> {
    /// The certificate of a person in an activity, as of a day; none where the activity does not have them, or they never
    /// came.
    pub fn certificate(self, activity: Id, person: Id, today: Day) -> Option<Paper> {
        let person = same::one(self.replica, person);
        let who: Beneficiary = self.replica.view(person)?;
        let what: Activity = self.replica.view(activity)?;
        let there = self.attended(activity, person);
        let first = there.iter().map(|session| session.day).min()?;
        let last = there.iter().map(|session| session.day).max()?;
        let words = self.words();
        let (association, name) = (self.association.name(self.arabic()), who.name(self.arabic()));
        let (from, to) = (long(first, self.lang), long(last, self.lang));
        let attests = match first == last {
            true => words.attests_on(association, &name, &what.title, &from),
            false => words.attests(association, &name, &what.title, &from, &to),
        };
        let minutes: i64 = there.iter().map(|session| session.minutes).sum();
        let hours = hours(self.lang, u64::try_from(minutes).unwrap_or_default());
        let certified = Certified {
            attests,
            came_to: words.came_to(&there.len().to_string(), &hours),
            made_on: words.fact(words.made_on, &short(today)),
            name,
        };
        Some(Paper {
            head: Head::of(self.association, words.certificate, Vec::new(), self.lang),
            wide: true,
            parts: vec![Part::Certified(certified)],
            signed: vec![words.president_signs],
        })
    }

    /// The sessions of an activity that took place with somebody there, each once.
    fn attended(self, activity: Id, person: Id) -> Vec<Session> {
        let was = |came: &Came| came.held && came.status.came();
        let sessions = came(self.replica, person).into_iter().filter(was);
        let sessions = sessions.filter_map(|came| self.replica.view::<Session>(came.session));
        sessions.filter(|session| session.activity == activity).collect()
    }
}
