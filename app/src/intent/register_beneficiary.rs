//! Registering a known person in an activity, and ending that.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Registration, Source, registration};
use domain::replica::Replica;
use domain::same;
use domain::seats::Traits;
use domain::time::Day;
use domain::view::place_for;

/// What the activity's people page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterBeneficiary {
    /// Who.
    pub beneficiary: Id,
    /// In which activity.
    pub activity: Id,
    /// In which group; none: every group.
    pub group: Option<Id>,
    /// First day of membership.
    pub from: Day,
}

impl RegisterBeneficiary {
    /// The edit; it also brings back someone who had left. It promises no more than this phone foresees.
    pub fn edits(self, replica: &Replica) -> Vec<Edit> {
        let who = replica.get(self.beneficiary).map(Traits::of).unwrap_or_default();
        let registration = Registration {
            activity: self.activity,
            beneficiary: self.beneficiary,
            group: self.group,
            status: place_for(replica, self.activity, &who),
            source: Source::Volunteer,
            from: Some(self.from),
            ..Registration::default()
        };
        let edit = Edit::create(Id::of_registration(self.activity, self.beneficiary), registration);
        vec![edit.set(registration::TO, Option::<Day>::None)]
    }
}

/// The edit that ends a person's membership: the day given is the last one. The history stays.
pub fn end_registration(activity: Id, beneficiary: Id, last: Day) -> Vec<Edit> {
    vec![
        Edit::new(Kind::Registration, Id::of_registration(activity, beneficiary)).set(registration::TO, last),
    ]
}

/// The edits that end the membership of somebody in an activity, under whichever of their ids they are in it.
pub fn end_membership(replica: &Replica, activity: Id, person: Id, last: Day) -> Vec<Edit> {
    let ids = same::everyone(replica, person).into_iter();
    let registered = ids.filter(|id| replica.get(Id::of_registration(activity, *id)).is_some());
    registered
        .flat_map(|id| end_registration(activity, id, last))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::record::activity;
    use domain::view::{Unsettled, members_of, unsettled};

    #[test]
    fn someone_who_left_belongs_until_the_last_day_and_can_come_back() {
        let mut sample = Sample::new();
        let (person, day) = (sample.people[0], sample.day);
        let belongs = |sample: &Sample, on| {
            members_of(&sample.replica, sample.activity, true, on)
                .lines()
                .iter()
                .any(|line| line.id == person)
        };
        sample.run(&end_registration(sample.activity, person, day));
        assert!(belongs(&sample, day) && !belongs(&sample, day.plus(1)));
        let again = RegisterBeneficiary {
            beneficiary: person,
            activity: sample.activity,
            group: None,
            from: day.plus(5),
        };
        sample.run(&again.edits(&sample.replica));
        assert!(belongs(&sample, day.plus(6)) && !belongs(&sample, day.plus(1)));
    }

    #[test]
    fn whoever_was_recorded_twice_leaves_under_every_id() {
        let mut sample = Sample::new();
        let (kept, dropped, day) = (sample.people[0], sample.people[1], sample.day);
        sample.run(&[same::join(kept, dropped)]);
        let belongs = |sample: &Sample| {
            let people = members_of(&sample.replica, sample.activity, true, day);
            people
                .lines()
                .iter()
                .filter(|line| line.id == kept || line.id == dropped)
                .count()
        };
        assert_eq!(belongs(&sample), 1);
        sample.run(&end_membership(
            &sample.replica,
            sample.activity,
            dropped,
            day.plus(-1),
        ));
        assert_eq!(belongs(&sample), 0);
        sample.run(&[same::reopen(kept, dropped)]);
        assert_eq!(belongs(&sample), 0);
    }

    #[test]
    fn a_place_that_the_server_has_yet_to_count_is_marked_at_the_door() {
        let mut sample = Sample::new();
        let (person, session) = (sample.people[0], sample.session);
        sample.run(&end_registration(sample.activity, person, sample.day.plus(-1)));
        let again = RegisterBeneficiary {
            beneficiary: person,
            activity: sample.activity,
            group: None,
            from: sample.day,
        };
        sample.run(&again.edits(&sample.replica));
        let at_door = |sample: &Sample| unsettled(&sample.replica, session, person);
        assert_eq!(at_door(&sample), None, "nobody counts");
        let capacity = Edit::new(Kind::Activity, sample.activity).set(activity::CAPACITY, Some(10));
        sample.run(&[capacity]);
        assert_eq!(at_door(&sample), Some(Unsettled::Provisional));
        assert_eq!(unsettled(&sample.replica, session, sample.people[1]), None);
    }
}
