//! All that waits to be settled, in one list, the most pressing first.

use std::collections::BTreeMap;

use super::awaited::{Applicant, applicants, unsaid};
use super::file::{Need, file_needs};
use super::requests::open_requests;
use super::review::{HeldGroup, ReviewLine, open_lines};
use super::today::SessionLine;
use super::twice::{TwiceLine, twice};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Pair, Request, SessionStatus, session};
use crate::replica::Replica;
use crate::same::Candidate;
use crate::time::{Clock, Day, Millis};

/// Days to a deadline from which it presses.
const NOW_DAYS: i32 = 3;
/// Days to a deadline from which it is this week's.
const SOON_DAYS: i32 = 7;
/// Days for which it is well remembered who came, and within which whoever asked for a place is told before the activity
/// meets.
const FRESH_DAYS: i32 = 2;

/// How pressing something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// A deadline has passed.
    Late,
    /// A deadline is near, somebody waits for it, or what counts is wrong until it is settled.
    Now,
    /// It is better settled this week.
    Soon,
    /// Nothing presses.
    Later,
}

/// Something that waits to be settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A request about personal data.
    Request(Id, Request),
    /// What the association's file needs.
    File(Vec<Need>),
    /// Two values of one field.
    Conflict(ReviewLine),
    /// Entries of one person that wait for one reason.
    Held(HeldGroup),
    /// Somebody who asked for a place.
    Applicant(Applicant),
    /// A session of which nobody said anything.
    Unsaid(SessionLine),
    /// Two people who are likely one.
    Twice(TwiceLine),
}

impl Waiting {
    /// The things a task may be about: those it is given to somebody by. None of the file, which is a head's.
    pub fn about(&self) -> Vec<Id> {
        match self {
            Waiting::Request(id, _) => vec![*id],
            Waiting::File(_) => Vec::new(),
            Waiting::Conflict(line) => vec![line.id],
            Waiting::Held(group) => group.lines.iter().map(|line| line.id).collect(),
            Waiting::Applicant(applicant) => vec![applicant.registration],
            Waiting::Unsaid(line) => vec![line.id],
            Waiting::Twice(line) => vec![Pair::id(line.kept.id, line.other.id)],
        }
    }

    /// The same without those of several entries that are not wanted; `None` where nothing is left of it.
    pub fn only(mut self, wanted: impl Fn(Id) -> bool) -> Option<Self> {
        if let Waiting::Held(group) = &mut self {
            group.lines.retain(|line| wanted(line.id));
        }
        let about = self.about();
        let left = matches!(self, Waiting::File(_)) || about.iter().any(|id| wanted(*id));
        left.then_some(self)
    }
}

/// All that waits at a time, the most pressing first: in each [`Urgency`] what has a deadline by that, then the oldest
/// first. `found` are those who were likely recorded twice, the likeliest first; days are those of a wall clock that is
/// `offset` minutes ahead of UTC at an instant.
pub fn waiting(
    replica: &Replica,
    found: &[Candidate],
    arabic: bool,
    now: Clock,
    offset: impl Fn(Millis) -> i64,
) -> Vec<(Urgency, Waiting)> {
    let today = now.day();
    let wall = |at: Option<Millis>| at.map_or((today, 0), |at| at.on_wall(offset(at)));
    let (conflicts, held) = open_lines(replica, arabic);
    let requests = open_requests(replica).into_iter().map(|(id, request)| {
        let due = request.due.unwrap_or(today);
        Due::by(due, today, Waiting::Request(id, request))
    });
    let (dated, undated): (Vec<Need>, Vec<Need>) = file_needs(replica, today)
        .into_iter()
        .partition(|need| need.due().is_some());
    let dated = dated.into_iter().filter_map(|need| {
        let due = need.due()?;
        Some(Due::by(due, today, Waiting::File(vec![need])))
    });
    let undated = (!undated.is_empty()).then(|| Due::some_day(Waiting::File(undated)));
    let conflicts = conflicts.into_iter().map(|line| {
        let since = wall(line.waits.at.max(line.stands.at));
        Due::since(since, Urgency::Now, Waiting::Conflict(line))
    });
    let held = held.into_iter().map(|group| {
        let first = group.lines.iter().filter_map(|line| line.waits.at).min();
        Due::since(wall(first), Urgency::Now, Waiting::Held(group))
    });
    let mut soon: BTreeMap<Id, bool> = BTreeMap::new();
    let applicants = applicants(replica, arabic).into_iter().map(|applicant| {
        let activity = applicant.activity;
        let meets = soon.entry(activity);
        let urgency = match *meets.or_insert_with(|| meets_soon(replica, activity, today)) {
            true => Urgency::Now,
            false => Urgency::Soon,
        };
        Due::since(wall(applicant.asked), urgency, Waiting::Applicant(applicant))
    });
    let unsaid = unsaid(replica, now).into_iter().map(|line| {
        let urgency = match line.day >= today.plus(-FRESH_DAYS) {
            true => Urgency::Now,
            false => Urgency::Soon,
        };
        Due::since((line.day, line.slot), urgency, Waiting::Unsaid(line))
    });
    let twice = twice(replica, found, arabic, today).into_iter();
    let twice = twice.map(|line| Due::some_day(Waiting::Twice(line)));
    let mut all: Vec<Due> = requests
        .chain(dated)
        .chain(undated)
        .chain(conflicts)
        .chain(held)
        .chain(applicants)
        .chain(unsaid)
        .chain(twice)
        .collect();
    all.sort_by_key(|due| (due.urgency, due.since));
    all.into_iter().map(|due| (due.urgency, due.what)).collect()
}

/// When something waits to be settled.
struct Due {
    urgency: Urgency,
    since: Since,
    what: Waiting,
}

/// What comes first among what is as pressing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Since {
    /// By a day, which law or statutes give.
    Deadline(Day),
    /// Since a minute of a day.
    Minute(Day, i64),
    /// Whenever there is time, in the order in which they are found.
    Whenever,
}

impl Due {
    fn by(due: Day, today: Day, what: Waiting) -> Self {
        let urgency = match due.0 - today.0 {
            ..0 => Urgency::Late,
            left if left <= NOW_DAYS => Urgency::Now,
            left if left <= SOON_DAYS => Urgency::Soon,
            _ => Urgency::Later,
        };
        Due {
            urgency,
            since: Since::Deadline(due),
            what,
        }
    }

    fn since((day, minute): (Day, i64), urgency: Urgency, what: Waiting) -> Self {
        Due {
            urgency,
            since: Since::Minute(day, minute),
            what,
        }
    }

    fn some_day(what: Waiting) -> Self {
        Due {
            urgency: Urgency::Later,
            since: Since::Whenever,
            what,
        }
    }
}

/// Whether an activity meets within a few days.
fn meets_soon(replica: &Replica, activity: Id, today: Day) -> bool {
    replica.referring(activity, Kind::Session).any(|record| {
        let day: Day = record.read(session::DAY);
        day >= today
            && day <= today.plus(FRESH_DAYS)
            && record.read::<SessionStatus>(session::STATUS) != SessionStatus::Cancelled
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{
        Activity, Association, Attendance, Beneficiary, Mark, Matter, Record, Registration,
        RegistrationStatus, ReviewItem, Session, View, beneficiary,
    };
    use crate::replica::Me;
    use crate::same::{Ground, Likeness};
    use crate::time::DAY_MS;
    use crate::value::{FieldValue, Fields};
    use crate::verdict::Reason;
    use crate::view::testing::{id, on, phone_of, record};

    const TODAY: Day = Day(100);

    fn at(day: i32) -> Option<Millis> {
        Some(Millis(i64::from(day) * DAY_MS))
    }

    fn session(activity: u8, day: i32) -> Session {
        Session {
            activity: id(activity),
            day: Day(day),
            ..Session::default()
        }
    }

    fn asks(activity: u8, day: i32) -> Registration {
        Registration {
            activity: id(activity),
            beneficiary: id(9),
            status: RegistrationStatus::Applied,
            asked: at(day),
            ..Registration::default()
        }
    }

    fn request(due: i32) -> Request {
        Request {
            due: Some(Day(due)),
            ..Request::default()
        }
    }

    fn held(day: i32) -> ReviewItem {
        ReviewItem {
            matter: Matter::Held,
            kind: Kind::Attendance.number().into(),
            record: id(200),
            waits: Attendance {
                status: Mark::Present,
                ..Attendance::default()
            }
            .fields(),
            waits_at: at(day),
            reason: Some(Reason::RightWithdrawn.number()),
            ..ReviewItem::default()
        }
    }

    fn conflict(day: i32) -> ReviewItem {
        let number = |text: &str| -> Fields {
            [(beneficiary::PHONE, text.to_owned().write())]
                .into_iter()
                .collect()
        };
        ReviewItem {
            matter: Matter::Conflict,
            kind: Kind::Beneficiary.number().into(),
            record: id(9),
            field: Some(beneficiary::PHONE.into()),
            stands: number("+212622222222"),
            waits: number("+212611111111"),
            stands_at: at(day),
            waits_at: at(day - 1),
            ..ReviewItem::default()
        }
    }

    fn person(given: &str) -> Beneficiary {
        Beneficiary {
            given_la: given.into(),
            ..Beneficiary::default()
        }
    }

    fn listed(records: Vec<Record>, found: &[Candidate]) -> Vec<(Urgency, Waiting)> {
        let me = Me {
            association: id(3),
            member: id(250),
            device: id(251),
        };
        let replica = phone_of(me, records);
        waiting(&replica, found, false, on(TODAY, 0), |_| 0)
    }

    /// What each is about, by the number of its record; 0 for the file.
    fn order(all: &[(Urgency, Waiting)]) -> Vec<(Urgency, u8)> {
        let number = |what: &Waiting| {
            let about = what.about().first().copied();
            let known = (0..=u8::MAX).find(|n| about == Some(id(*n)));
            known.unwrap_or_default()
        };
        all.iter()
            .map(|(urgency, what)| (*urgency, number(what)))
            .collect()
    }

    #[test]
    fn everything_is_in_one_list_deadlines_first_and_then_what_has_waited_longest() {
        use Urgency::{Late, Later, Now, Soon};
        let file = Association {
            mandate_to: Some(Day(98)),
            cndp: "A-1".into(),
            receipt: "1".into(),
            ..Association::default()
        };
        let pair = Candidate {
            one: id(9),
            other: id(8),
            likeness: Likeness {
                grounds: vec![Ground::SameName],
            },
        };
        let all = listed(
            vec![
                record(1, Activity::default()),
                record(2, Activity::default()),
                record(3, file),
                record(8, person("Aya")),
                record(9, person("Aya")),
                record(20, session(1, 99)),
                record(21, session(1, 92)),
                record(22, session(2, 102)),
                record(30, asks(1, 90)),
                record(31, asks(2, 100)),
                record(40, request(99)),
                record(41, request(103)),
                record(42, request(107)),
                record(43, request(108)),
                record(50, held(97)),
                record(51, conflict(98)),
            ],
            &[pair],
        );
        assert_eq!(
            order(&all),
            [
                (Late, 0),
                (Late, 40),
                (Now, 41),
                (Now, 50),
                (Now, 51),
                (Now, 20),
                (Now, 31),
                (Soon, 42),
                (Soon, 30),
                (Soon, 21),
                (Later, 43),
                (Later, 0),
            ],
            "the mandate first; at the end those who are likely one"
        );
        assert!(matches!(all.last(), Some((_, Waiting::Twice(_)))));
    }

    #[test]
    fn of_one_day_the_earlier_comes_first() {
        let at = |minute: i64| Some(Millis(99 * DAY_MS + minute * 60_000));
        let conflict = |minute, seq| ReviewItem {
            stands_at: at(minute),
            waits_at: at(minute - 5),
            seq,
            ..conflict(99)
        };
        let meets = |slot| Session {
            slot,
            ..session(1, 99)
        };
        let all = listed(
            vec![
                record(1, Activity::default()),
                record(20, meets(600)),
                record(21, meets(540)),
                record(50, conflict(700, 50)),
                record(51, conflict(560, 51)),
            ],
            &[],
        );
        let order: Vec<u8> = order(&all).into_iter().map(|(_, about)| about).collect();
        assert_eq!(order, [21, 51, 20, 50]);
    }

    #[test]
    fn whoever_asks_for_a_place_presses_when_the_activity_meets_and_not_for_what_was_called_off() {
        let off = Session {
            status: SessionStatus::Cancelled,
            ..session(1, 101)
        };
        let urgency = |sessions: Vec<Record>| {
            let records = vec![
                record(1, Activity::default()),
                record(9, person("Aya")),
                record(30, asks(1, 100)),
            ];
            listed([records, sessions].concat(), &[])[0].0
        };
        assert_eq!(urgency(vec![record(20, session(1, 102))]), Urgency::Now);
        assert_eq!(urgency(vec![record(20, session(1, 103))]), Urgency::Soon);
        assert_eq!(urgency(vec![record(20, off)]), Urgency::Soon);
    }

    #[test]
    fn of_several_entries_those_stay_that_are_wanted() {
        let all = listed(vec![record(50, held(97)), record(51, held(98))], &[]);
        let [(_, group)] = &all[..] else {
            panic!("one group of one person")
        };
        assert_eq!(group.about(), [id(50), id(51)]);
        let one = group.clone().only(|about| about == id(51)).unwrap();
        assert_eq!(one.about(), [id(51)]);
        assert_eq!(group.clone().only(|_| false), None);
        assert!(Waiting::File(vec![Need::Cndp]).only(|_| false).is_some());
    }
}
