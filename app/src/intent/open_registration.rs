//! A head opens an activity's public page to registrations, closes it, or asks to approve each of them.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Admission, activity};

/// The edit that opens or closes the public page. By invitation nobody registers themselves: opening ends that.
pub fn open_registration(id: Id, open: bool, admission: Admission) -> Vec<Edit> {
    let edit = Edit::new(Kind::Activity, id).set(activity::PUBLIC, Some(open));
    let by_invitation = open && !matches!(admission, Admission::Open | Admission::Approval);
    vec![if by_invitation {
        edit.set(activity::ADMISSION, Admission::Approval)
    } else {
        edit
    }]
}

/// The edit after which each registration waits for a head, or none does.
pub fn approve_registrations(id: Id, approve: bool) -> Vec<Edit> {
    let admission = if approve {
        Admission::Approval
    } else {
        Admission::Open
    };
    vec![Edit::new(Kind::Activity, id).set(activity::ADMISSION, admission)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::record::Activity;

    #[test]
    fn one_tap_opens_and_one_closes_and_invitation_becomes_approval() {
        let mut sample = Sample::new();
        let id = sample.activity;
        let read = move |sample: &Sample| sample.replica.view::<Activity>(id).unwrap();
        assert!(!read(&sample).is_open());
        sample.run(&open_registration(id, true, Admission::Open));
        assert!(read(&sample).is_open());
        sample.run(&approve_registrations(id, true));
        sample.run(&open_registration(id, false, Admission::Approval));
        assert_eq!(
            (read(&sample).is_open(), read(&sample).admission),
            (false, Admission::Approval)
        );
        sample.run(&open_registration(id, true, Admission::Invited));
        assert_eq!(
            (read(&sample).is_open(), read(&sample).admission),
            (true, Admission::Approval)
        );
    }
}
