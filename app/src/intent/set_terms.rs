//! On what terms an activity takes people in: how many, how, when, and for whom seats are kept.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Admission, Sex, activity};
use domain::seats::{Quota, Share};
use domain::verdict::Reason;

use super::{InputFault, day, line, seats};

/// What the form of an activity's places holds, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetTerms {
    /// Which activity.
    pub activity: Id,
    /// Seats, as typed; empty: as many as come.
    pub capacity: String,
    /// How people get in.
    pub admission: Admission,
    /// First day on which people register themselves; empty: from now on.
    pub opens: String,
    /// Last day on which people register themselves; empty: no last day.
    pub closes: String,
    /// Seats kept for women, as typed; empty: none.
    pub women: String,
    /// Seats kept for douars: their names, and how many.
    pub douars: Vec<(String, String)>,
}

impl SetTerms {
    /// The edit of the activity.
    pub fn edits(self) -> Result<Vec<Edit>, InputFault> {
        let edit = Edit::new(Kind::Activity, self.activity)
            .set(activity::CAPACITY, seats("capacity", &self.capacity)?)
            .set(activity::ADMISSION, self.admission)
            .set(activity::OPENS, day("opens", &self.opens)?)
            .set(activity::CLOSES, day("closes", &self.closes)?)
            .set(activity::QUOTAS, self.quotas()?);
        Ok(vec![edit])
    }

    fn quotas(&self) -> Result<Vec<Quota>, InputFault> {
        let women = seats("women", &self.women)?.map(|seats| Quota {
            share: Share::Sex(Sex::Female),
            seats,
        });
        let mut quotas: Vec<Quota> = women.into_iter().collect();
        for (name, typed) in &self.douars {
            let name = line(name);
            let count = seats("douars", typed)?;
            match (name.is_empty(), count) {
                (true, None) => {}
                (false, Some(seats)) => quotas.push(Quota {
                    share: Share::Douar(name),
                    seats,
                }),
                _ => return Err(fault("douars", Reason::Required)),
            }
        }
        Ok(quotas)
    }
}

fn fault(field: &'static str, reason: Reason) -> InputFault {
    InputFault { field, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::record::{Activity, Registration, RegistrationStatus};
    use domain::seats::Traits;
    use domain::time::Day;
    use domain::view::{place_for, seats_of};

    fn terms(sample: &Sample, capacity: &str) -> SetTerms {
        SetTerms {
            activity: sample.activity,
            capacity: capacity.into(),
            admission: Admission::Open,
            opens: String::new(),
            closes: "2026-06-30".into(),
            women: "٣".into(),
            douars: vec![
                ("دوار  أيت عيسى".into(), "2".into()),
                (String::new(), String::new()),
            ],
        }
    }

    #[test]
    fn an_activity_says_how_many_and_for_whom_and_until_when() {
        let mut sample = Sample::new();
        sample.run(&terms(&sample, "10").edits().unwrap());
        let said: Activity = sample.replica.view(sample.activity).unwrap();
        assert_eq!(
            (said.capacity, said.closes),
            (Some(10), Day::from_iso("2026-06-30"))
        );
        let kept: Vec<i64> = said.quotas.iter().map(|quota| quota.seats).collect();
        assert_eq!(kept, [3, 2]);
        let half = SetTerms {
            douars: vec![("دوار".into(), String::new())],
            ..terms(&sample, "10")
        };
        assert_eq!(half.edits().unwrap_err().field, "douars");
    }

    #[test]
    fn a_phone_foresees_who_gets_the_last_place_and_who_waits() {
        use crate::intent::RegisterBeneficiary;
        let mut sample = Sample::new();
        let (activity, day) = (sample.activity, sample.day);
        let bound = SetTerms {
            women: String::new(),
            douars: Vec::new(),
            ..terms(&sample, "6")
        };
        sample.run(&bound.edits().unwrap());
        let place = |sample: &Sample| place_for(&sample.replica, activity, &Traits::default());
        assert_eq!(
            place(&sample),
            RegistrationStatus::Waitlisted,
            "six hold six seats"
        );
        let left = Id::of_registration(activity, sample.people[0]);
        sample.run(&super::super::decline_place(left));
        assert_eq!(place(&sample), RegistrationStatus::Confirmed);
        let again = RegisterBeneficiary {
            beneficiary: sample.people[0],
            activity,
            group: None,
            from: day,
        };
        sample.run(&again.edits(&sample.replica));
        let seen = seats_of(&sample.replica, activity, false, day);
        assert_eq!((seen.held, seen.free, seen.provisional), (6, Some(0), 1));
        let fewer = SetTerms {
            capacity: "5".into(),
            women: String::new(),
            douars: Vec::new(),
            ..terms(&sample, "5")
        };
        sample.run(&fewer.edits().unwrap());
        let seen = seats_of(&sample.replica, activity, false, day);
        assert_eq!(seen.waiting.len(), 1);
        assert_eq!(
            (seen.waiting[0].number, seen.waiting[0].provisional),
            (Some(1), true)
        );
        assert!(sample.replica.view::<Registration>(left).is_some());
    }
}
