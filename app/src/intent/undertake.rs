//! A member undertakes, by the text the app shows, to keep what they learn of people to themselves.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::member;
use domain::time::Millis;

use crate::i18n::UNDERTAKING_TEXT;

/// The edit by which a member undertakes the text as it stands, at an instant.
pub fn undertake(me: Id, now: Millis) -> Vec<Edit> {
    let undertakes = Edit::new(Kind::Member, me)
        .set(member::UNDERTOOK, Some(now))
        .set(member::UNDERTAKING, Some(UNDERTAKING_TEXT));
    vec![undertakes]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{CLOCK, Sample};
    use domain::record::Member;
    use domain::replica::PlanError;
    use domain::verdict::Reason;

    #[test]
    fn a_member_undertakes_it_for_themselves_and_a_head_for_nobody_else() {
        let mut sample = Sample::new();
        let me = sample.replica.me().unwrap().member;
        sample.run(&undertake(me, CLOCK.now));
        let said = sample.replica.view::<Member>(me).unwrap();
        assert_eq!(said.undertook, Some(CLOCK.now));
        assert_eq!(said.undertaken_text(), Some(UNDERTAKING_TEXT));
        let refused = sample
            .replica
            .plan(&undertake(sample.volunteer, CLOCK.now), CLOCK);
        assert!(matches!(refused, Err(PlanError::Fault { fault, .. }) if fault.reason == Reason::NotAllowed));
    }
}
