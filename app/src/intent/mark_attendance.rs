//! Saying of one person whether they came.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Excuse, Mark, Method, Session, SessionStatus, attendance, session};
use domain::replica::Replica;
use domain::same;
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

    /// The edits: the mark, and the session opened by its first mark. Who was recorded twice is marked wherever they
    /// are marked already, so that the sheet shows what was said now.
    pub fn edits(self, replica: &Replica, clock: Clock) -> Vec<Edit> {
        let marked = same::marks(replica, self.session, self.beneficiary);
        let mut who: Vec<Id> = marked
            .map(|record| record.read(attendance::BENEFICIARY))
            .collect();
        if who.is_empty() {
            who.push(self.beneficiary);
        }
        let marks: Vec<Edit> = who
            .into_iter()
            .filter_map(|person| self.edit(replica, person, clock))
            .collect();
        let opens = (!marks.is_empty()).then(|| open(replica, self.session)).flatten();
        opens.into_iter().chain(marks).collect()
    }

    /// The mark of a person under one id; none where it says so already.
    fn edit(&self, replica: &Replica, beneficiary: Id, clock: Clock) -> Option<Edit> {
        let id = Id::of_attendance(self.session, beneficiary);
        let already = replica
            .get(id)
            .map(|record| record.read::<Mark>(attendance::STATUS));
        let came = self.status.came();
        // A second tap or scan that says the same keeps the first evidence; and who came late came.
        let same = already == Some(self.status) && self.status != Mark::Excused;
        let late = already == Some(Mark::Late) && self.method == Method::Qr && came;
        if same || late {
            return None;
        }
        // What a mark leaves empty, it clears: the record never mixes two marks.
        Some(
            Edit::new(Kind::Attendance, id)
                .set(attendance::SESSION, self.session)
                .set(attendance::BENEFICIARY, beneficiary)
                .set(attendance::STATUS, self.status)
                .set(attendance::ARRIVED, came.then_some(clock.now))
                .set(attendance::ARRIVED_MINUTE, came.then(|| clock.minute()))
                .set(attendance::METHOD, self.method)
                .set(attendance::NOTE, String::new())
                .set(attendance::EXCUSE, self.excuse.map(Excuse::number))
                .set(attendance::BY, replica.me().map(|me| me.member)),
        )
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
    use domain::record::Attendance;
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
    fn who_was_recorded_twice_is_marked_wherever_they_are_marked_and_nowhere_else() {
        let mut sample = Sample::new();
        let (session, kept, dropped) = (sample.session, sample.people[0], sample.people[1]);
        let tap = |person, status| MarkAttendance::tap(session, person, status);
        sample.run(&tap(kept, Mark::Present).edits(&sample.replica, CLOCK));
        sample.run(&[same::join(kept, dropped)]);
        let shown = |sample: &Sample| mark(&sample.replica, session, kept).status;
        sample.run(&tap(kept, Mark::Absent).edits(&sample.replica, CLOCK));
        assert_eq!(shown(&sample), Mark::Absent);
        let other = Id::of_attendance(session, dropped);
        assert_eq!(sample.replica.view::<Attendance>(other), None);
        sample.run(&[same::reopen(kept, dropped)]);
        sample.run(&tap(dropped, Mark::Present).edits(&sample.replica, CLOCK));
        sample.run(&[same::join(kept, dropped)]);
        assert_eq!(shown(&sample), Mark::Present, "a presence wins");
        sample.run(&tap(kept, Mark::Absent).edits(&sample.replica, CLOCK));
        assert_eq!(shown(&sample), Mark::Absent, "what was tapped is what is shown");
    }

    #[test]
    fn taps_go_round() {
        let round = [Mark::Unmarked, Mark::Present, Mark::Absent].map(next_mark);
        assert_eq!(round, [Mark::Present, Mark::Absent, Mark::Unmarked]);
    }
}
