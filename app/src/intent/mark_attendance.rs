//! Saying of one person whether they came.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Attendance, Excuse, Mark, Method, Session, SessionStatus, attendance, session};
use domain::replica::Replica;
use domain::time::Clock;

/// What a tap, a scan or the states' sheet asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkAttendance {
    /// At which session.
    pub session: Id,
    /// Who.
    pub beneficiary: Id,
    /// Present, late, excused, absent, or unmarked to take the mark back.
    pub status: Mark,
    /// How it was marked.
    pub method: Method,
    /// Why excused.
    pub excuse: Option<Excuse>,
}

impl MarkAttendance {
    /// A tap that says this of a person.
    pub fn tap(session: Id, beneficiary: Id, status: Mark) -> Self {
        MarkAttendance {
            session,
            beneficiary,
            status,
            method: Method::Tap,
            excuse: None,
        }
    }

    /// A scanned card or ticket: the person is here.
    pub fn scan(session: Id, beneficiary: Id) -> Self {
        MarkAttendance {
            method: Method::Qr,
            ..MarkAttendance::tap(session, beneficiary, Mark::Present)
        }
    }

    /// The edits: the mark, and the session opened by its first mark.
    pub fn edits(self, replica: &Replica, clock: Clock) -> Vec<Edit> {
        let came = matches!(self.status, Mark::Present | Mark::Late);
        let mark = Attendance {
            session: self.session,
            beneficiary: self.beneficiary,
            status: self.status,
            arrived: came.then_some(clock.now),
            arrived_minute: came.then(|| clock.minute()),
            method: self.method,
            excuse: self.excuse.map(Excuse::number),
            by: replica.me().map(|me| me.member),
            ..Attendance::default()
        };
        // What a mark leaves empty, it clears: the record never mixes two marks.
        let edit = Edit::new(
            Kind::Attendance,
            Id::of_attendance(self.session, self.beneficiary),
        )
        .set(attendance::SESSION, mark.session)
        .set(attendance::BENEFICIARY, mark.beneficiary)
        .set(attendance::STATUS, mark.status)
        .set(attendance::ARRIVED, mark.arrived)
        .set(attendance::ARRIVED_MINUTE, mark.arrived_minute)
        .set(attendance::METHOD, mark.method)
        .set(attendance::NOTE, mark.note)
        .set(attendance::EXCUSE, mark.excuse)
        .set(attendance::BY, mark.by);
        let already = replica
            .get(edit.record)
            .map(|record| record.read::<Mark>(attendance::STATUS));
        // A second tap or scan that says the same keeps the first evidence; and who came late came.
        let same = already == Some(self.status) && self.status != Mark::Excused;
        let late = already == Some(Mark::Late) && self.method == Method::Qr && came;
        if same || late {
            return Vec::new();
        }
        open(replica, self.session).into_iter().chain([edit]).collect()
    }
}

/// The edit that says a planned session is being held.
pub(super) fn open(replica: &Replica, id: Id) -> Option<Edit> {
    let held: Session = replica.view(id)?;
    (held.status == SessionStatus::Planned)
        .then(|| Edit::new(Kind::Session, id).set(session::STATUS, SessionStatus::Held))
}

/// What the next tap on a person makes of a mark: unmarked, present, absent, and round again.
pub const fn next_mark(now: Mark) -> Mark {
    match now {
        Mark::Unmarked => Mark::Present,
        Mark::Present | Mark::Late => Mark::Absent,
        _ => Mark::Unmarked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{CLOCK, Sample};
    use domain::view::mark;

    #[test]
    fn the_first_mark_opens_the_session_and_a_repeat_says_nothing() {
        let mut sample = Sample::new();
        let tap = MarkAttendance::tap(sample.session, sample.people[0], Mark::Present);
        let edits = tap.clone().edits(&sample.replica, CLOCK);
        assert_eq!(
            edits.iter().map(|edit| edit.kind).collect::<Vec<_>>(),
            [Kind::Session, Kind::Attendance]
        );
        sample.run(&edits);
        assert!(tap.edits(&sample.replica, CLOCK).is_empty());
    }

    #[test]
    fn a_scan_is_a_mark_by_card_and_a_second_one_alters_nothing() {
        let mut sample = Sample::new();
        let (session, person) = (sample.session, sample.people[0]);
        let scan = MarkAttendance::scan(session, person);
        sample.run(&scan.clone().edits(&sample.replica, CLOCK));
        let id = Id::of_attendance(session, person);
        let first: Attendance = sample.replica.view(id).unwrap();
        assert_eq!((first.status, first.method), (Mark::Present, Method::Qr));
        assert!(scan.clone().edits(&sample.replica, CLOCK).is_empty());
        // Nor does one who was marked late become punctual.
        sample.run(&MarkAttendance::tap(session, person, Mark::Late).edits(&sample.replica, CLOCK));
        assert!(scan.edits(&sample.replica, CLOCK).is_empty());
    }

    #[test]
    fn an_absence_clears_the_arrival_of_the_mark_before() {
        let mut sample = Sample::new();
        for status in [Mark::Present, Mark::Absent] {
            let edits =
                MarkAttendance::tap(sample.session, sample.people[0], status).edits(&sample.replica, CLOCK);
            sample.run(&edits);
        }
        let id = Id::of_attendance(sample.session, sample.people[0]);
        let mark: Attendance = sample.replica.view(id).unwrap();
        assert_eq!(
            (mark.status, mark.arrived, mark.arrived_minute),
            (Mark::Absent, None, None)
        );
    }

    #[test]
    fn a_reason_is_kept_as_a_code_and_takes_the_place_of_old_words() {
        let mut sample = Sample::new();
        let (session, person) = (sample.session, sample.people[0]);
        let old = Edit::create(
            Id::of_attendance(session, person),
            Attendance {
                session,
                beneficiary: person,
                status: Mark::Excused,
                note: "سفر".into(),
                ..Attendance::default()
            },
        );
        sample.run(&[old]);
        assert_eq!(mark(&sample.replica, session, person).note, "سفر");
        let excused = MarkAttendance {
            excuse: Some(Excuse::School),
            ..MarkAttendance::tap(session, person, Mark::Excused)
        };
        sample.run(&excused.edits(&sample.replica, CLOCK));
        let now = mark(&sample.replica, session, person);
        assert_eq!((now.excuse, now.note.as_str()), (Some(Excuse::School), ""));
    }

    #[test]
    fn taps_go_round() {
        let round = [Mark::Unmarked, Mark::Present, Mark::Absent].map(next_mark);
        assert_eq!(round, [Mark::Present, Mark::Absent, Mark::Unmarked]);
    }
}
