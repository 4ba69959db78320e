//! What is marked: an activity, its sheet, its sessions, and a mark for each person at each of them.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{
    Activity, ActivityKind, Attendance, Group, Mark, Method, Registration, RegistrationStatus, Session,
    SessionStatus, Source,
};
use domain::time::{Clock, Day, Millis};

use super::Fallible;

/// People on the sheet.
const PEOPLE: usize = 1_000;

/// An activity to be recorded, and then its marks.
pub(crate) struct Sheet {
    pub(crate) offer: Vec<Edit>,
    pub(crate) marks: Vec<Edit>,
}

impl Sheet {
    /// A sheet of an association's people, with sessions enough for so many marks on the days before today.
    pub(crate) fn plan(association: Id, mut people: Vec<Id>, marks: usize) -> Fallible<Self> {
        if people.len() < PEOPLE {
            return Err(format!("the association has {} people of {PEOPLE}", people.len()).into());
        }
        people.truncate(PEOPLE);
        let clock = clock();
        let activity = Id::v7(clock.now, association.as_bytes()[6..].try_into()?);
        let days = (1..=i32::try_from(marks.div_ceil(PEOPLE))?).map(|back| clock.day().plus(-back));
        let sessions: Vec<Edit> = days.map(|day| session(activity, day)).collect();
        let title = "Bench".to_owned();
        let shown = Activity {
            title,
            sort: ActivityKind::Class,
            ..Activity::default()
        };
        let group = Group {
            activity,
            ..Group::default()
        };
        let mut offer = vec![
            Edit::create(activity, shown),
            Edit::create(Id::of_only_group(activity), group),
        ];
        offer.extend(people.iter().map(|person| registration(activity, *person)));
        let at = |held: &Edit| {
            people
                .iter()
                .map(|person| mark(held.record, *person))
                .collect::<Vec<_>>()
        };
        let marks = sessions.iter().flat_map(at).collect();
        offer.extend(sessions);
        Ok(Sheet { offer, marks })
    }
}

/// This machine's clock, by UTC.
pub(crate) fn clock() -> Clock {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Clock {
        now: Millis(since.as_millis() as i64),
        offset_min: 0,
    }
}

fn session(activity: Id, day: Day) -> Edit {
    let (group, slot) = (Id::of_only_group(activity), 600);
    let status = SessionStatus::Held;
    let view = Session {
        activity,
        group,
        day,
        slot,
        minutes: 60,
        status,
        ..Session::default()
    };
    Edit::create(Id::of_session(group, day, slot), view)
}

fn registration(activity: Id, beneficiary: Id) -> Edit {
    let (status, source) = (RegistrationStatus::Confirmed, Source::Volunteer);
    let view = Registration {
        activity,
        beneficiary,
        status,
        source,
        ..Registration::default()
    };
    Edit::create(Id::of_registration(activity, beneficiary), view)
}

fn mark(session: Id, beneficiary: Id) -> Edit {
    let (status, method, now) = (Mark::Present, Method::Tap, clock());
    let (arrived, arrived_minute) = (Some(now.now), Some(now.minute()));
    let view = Attendance {
        session,
        beneficiary,
        status,
        method,
        arrived,
        arrived_minute,
        ..Attendance::default()
    };
    Edit::create(Id::of_attendance(session, beneficiary), view)
}
