//! Time that a member gave outside sessions, written down by hand.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{VolunteerHours, volunteer_hours};
use domain::verdict::Reason;

use super::{InputFault, day, line, number};

/// What the form of hours holds, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteDownHours {
    /// Who gave them.
    pub member: Id,
    /// On which day.
    pub day: String,
    /// Whole hours.
    pub hours: String,
    /// Minutes beside them.
    pub minutes: String,
    /// For which activity; none: for the association.
    pub activity: Option<Id>,
    /// What for.
    pub what_for: String,
}

impl WriteDownHours {
    /// The edit that writes them down under an id.
    pub fn edits(&self, id: Id) -> Result<Vec<Edit>, InputFault> {
        let day = day("day", &self.day)?.ok_or(fault("day", Reason::Required))?;
        let hours = number("hours", &self.hours, 0..=24)?.unwrap_or_default();
        let minutes = hours * 60 + number("minutes", &self.minutes, 0..=59)?.unwrap_or_default();
        match minutes {
            0 => return Err(fault("hours", Reason::Required)),
            1_441.. => return Err(fault("hours", Reason::BadValue)),
            _ => {}
        }
        let time = VolunteerHours {
            member: self.member,
            day,
            minutes,
            activity: self.activity,
            what_for: line(&self.what_for),
            taken_back: false,
        };
        Ok(vec![Edit::create(id, time)])
    }
}

/// The edit that takes hours back.
pub fn take_back_hours(id: Id) -> Vec<Edit> {
    vec![Edit::new(Kind::VolunteerHours, id).set(volunteer_hours::TAKEN_BACK, true)]
}

const fn fault(field: &'static str, reason: Reason) -> InputFault {
    InputFault { field, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{Sample, id};

    #[test]
    fn hours_are_written_down_in_any_digits_and_taken_back() {
        let mut sample = Sample::new();
        let typed = |hours: &str, minutes: &str| WriteDownHours {
            member: sample.volunteer,
            day: sample.day.to_string(),
            hours: hours.into(),
            minutes: minutes.into(),
            activity: Some(sample.activity),
            what_for: "The hall".into(),
        };
        for (hours, minutes, wrong) in [("", "0", "hours"), ("24", "1", "hours"), ("1", "75", "minutes")] {
            assert_eq!(typed(hours, minutes).edits(id(90)).unwrap_err().field, wrong);
        }
        let edits = typed("٢", "30").edits(id(90)).unwrap();
        sample.run(&edits);
        let view = |sample: &Sample| sample.replica.view::<VolunteerHours>(id(90)).unwrap();
        assert_eq!((view(&sample).minutes, view(&sample).taken_back), (150, false));
        sample.run(&take_back_hours(id(90)));
        assert!(view(&sample).taken_back);
    }
}
