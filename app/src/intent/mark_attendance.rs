//! Saying of one person whether they came.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Attendance, Excuse, Mark, Method, Session, SessionStatus, attendance, session};
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
        let before: Option<Attendance> = replica.view(id);
        let already = before.as_ref().map(|mark| mark.status);
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
                .set(attendance::BY, self.by(replica, before, clock)),
        )
    }

    /// Whose the mark is: theirs who make it. Where a head corrects one once the session is over, it stays theirs who
    /// were there: they gave the session, and the log tells who corrected.
    fn by(&self, replica: &Replica, before: Option<Attendance>, clock: Clock) -> Option<Id> {
        let over = || {
            let session = replica.view::<Session>(self.session);
            session.is_some_and(|session| session.is_over(clock.day(), clock.minute()))
        };
        let heads = || replica.asker().is_some_and(|asker| asker.manages_team());
        match before.filter(|mark| mark.status != Mark::Unmarked) {
            Some(mark) if heads() && over() => mark.by,
            _ => replica.me().map(|me| me.member),
        }
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
    use crate::intent::testing::{CLOCK, Sample, id};
    use domain::view::{mark, member_hours};

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
    fn what_a_head_corrects_once_the_session_is_over_stays_of_whoever_was_there() {
        let mut sample = Sample::new();
        let (session, person, me) = (sample.session, sample.people[0], id(1));
        let at = |day: i32, minute: i64| Clock {
            now: domain::time::Millis(i64::from(CLOCK.day().plus(day).0) * 86_400_000 + minute * 60_000),
            offset_min: 0,
        };
        let says = |sample: &mut Sample, status, clock| {
            let tap = MarkAttendance::tap(session, person, status);
            sample.run(&tap.edits(&sample.replica, clock));
            let mark: Attendance = sample.replica.view(Id::of_attendance(session, person)).unwrap();
            (mark.status, mark.by)
        };
        let salmas = Attendance {
            session,
            beneficiary: person,
            status: Mark::Absent,
            by: Some(sample.volunteer),
            ..Attendance::default()
        };
        sample.run(&[Edit::create(Id::of_attendance(session, person), salmas)]);
        let salma = Some(sample.volunteer);
        assert_eq!(says(&mut sample, Mark::Late, at(0, 690)), (Mark::Late, salma));
        assert_eq!(says(&mut sample, Mark::Absent, at(3, 60)), (Mark::Absent, salma));
        let given = [sample.volunteer, me].map(|member| {
            let days = (sample.day, sample.day);
            member_hours(&sample.replica, member, days, false).given.sessions
        });
        assert_eq!(given, [1, 0], "the session is hers");
        // While it lasts, whoever marks is there; and what nobody says any more is nobody's to keep.
        assert_eq!(
            says(&mut sample, Mark::Present, at(0, 689)),
            (Mark::Present, Some(me))
        );
        says(&mut sample, Mark::Unmarked, at(0, 689));
        assert_eq!(
            says(&mut sample, Mark::Present, at(1, 0)),
            (Mark::Present, Some(me))
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
