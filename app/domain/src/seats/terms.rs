//! On what terms an activity takes people in.

use super::Quota;
use crate::record::{Activity, Admission, Record, View};
use crate::time::Day;
use crate::verdict::Reason;

/// What an activity says of its places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Seats; none: as many as come.
    pub capacity: Option<i64>,
    /// Seats kept for some.
    pub quotas: Vec<Quota>,
    /// How people get in.
    pub admission: Admission,
    /// First and last day on which people may register themselves.
    pub days: (Option<Day>, Option<Day>),
    /// Whether it is over.
    pub over: bool,
}

impl Terms {
    /// The terms an activity's record states.
    pub fn of(record: &Record) -> Self {
        let activity = Activity::of(record);
        Terms {
            capacity: activity.capacity,
            quotas: activity.quotas,
            admission: activity.admission,
            days: (activity.opens, activity.closes),
            over: activity.archived,
        }
    }

    /// Whether anything but a person's word decides where a registration stands.
    pub fn decide(&self) -> bool {
        self.capacity.is_some() || self.admission == Admission::Approval
    }

    /// Whether seats are kept for some: then it matters who people are.
    pub fn ask_who(&self) -> bool {
        self.capacity.is_some() && !self.quotas.is_empty()
    }

    /// Why people may not register themselves on a day, if they may not.
    pub fn keep_out(&self, on: Day) -> Option<Reason> {
        let (opens, closes) = self.days;
        let outside = opens.is_some_and(|opens| on < opens) || closes.is_some_and(|closes| closes < on);
        if self.over || outside {
            Some(Reason::RegistrationClosed)
        } else {
            (self.admission == Admission::Invited).then_some(Reason::InvitationOnly)
        }
    }
}
