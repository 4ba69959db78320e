//! What a head decides about the team: roles, activities, closed accounts, phones, invitations.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Engagement, Role, data_token, device, invitation, member};
use domain::time::Millis;

/// The edit that gives a member a role, a kind of volunteering and activities.
pub fn assign_member(id: Id, role: Role, engagement: Engagement, activities: Vec<Id>) -> Vec<Edit> {
    vec![
        Edit::new(Kind::Member, id)
            .set(member::ROLE, role)
            .set(member::ENGAGEMENT, engagement)
            .set(member::ACTIVITIES, activities),
    ]
}

/// The edit that closes a member's account, or opens it again.
pub fn close_member(id: Id, closed: bool) -> Vec<Edit> {
    vec![Edit::new(Kind::Member, id).set(member::CLOSED, closed)]
}

/// The edit that signs a phone out for good.
pub fn revoke_device(id: Id) -> Vec<Edit> {
    vec![Edit::new(Kind::Device, id).set(device::REVOKED, true)]
}

/// The edit that ends a phone's session: its member signs in again.
pub fn sign_out_device(id: Id, now: Millis) -> Vec<Edit> {
    vec![Edit::new(Kind::Device, id).set(device::SIGNED_OUT, Some(now))]
}

/// The edit that closes an invitation nobody used.
pub fn revoke_invitation(id: Id) -> Vec<Edit> {
    vec![Edit::new(Kind::Invitation, id).set(invitation::REVOKED, true)]
}

/// The edit by which a program reads no more.
pub fn withdraw_token(id: Id) -> Vec<Edit> {
    vec![Edit::new(Kind::DataToken, id).set(data_token::REVOKED, true)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::record::Member;

    #[test]
    fn a_member_closed_by_mistake_is_opened_again_with_the_same_activities() {
        let mut sample = Sample::new();
        let before: Member = sample.replica.view(sample.volunteer).unwrap();
        sample.run(&close_member(sample.volunteer, true));
        assert!(sample.replica.view::<Member>(sample.volunteer).unwrap().closed);
        sample.run(&close_member(sample.volunteer, false));
        assert_eq!(sample.replica.view::<Member>(sample.volunteer).unwrap(), before);
        let coordinator = assign_member(
            sample.volunteer,
            Role::Coordinator,
            Engagement::Contractual,
            vec![],
        );
        sample.run(&coordinator);
        let now: Member = sample.replica.view(sample.volunteer).unwrap();
        assert_eq!(
            (now.role, now.engagement),
            (Role::Coordinator, Engagement::Contractual)
        );
        assert_eq!(now.activities, []);
    }
}
