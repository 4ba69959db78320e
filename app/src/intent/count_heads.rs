//! Counting people who give no name.

use domain::change::Edit;
use domain::id::Id;
use domain::record::HeadCount;
use domain::replica::Replica;

use super::mark_attendance::open;

/// What the counting sheet asks for: this member's own count, whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountHeads {
    /// At which session.
    pub session: Id,
    /// Women.
    pub women: u32,
    /// Men.
    pub men: u32,
    /// Girls.
    pub girls: u32,
    /// Boys.
    pub boys: u32,
}

impl CountHeads {
    /// The edits: the count, and the session opened.
    pub fn edits(self, replica: &Replica) -> Vec<Edit> {
        let Some(me) = replica.me() else { return Vec::new() };
        let count = HeadCount {
            session: self.session,
            member: me.member,
            women: self.women.into(),
            men: self.men.into(),
            girls: self.girls.into(),
            boys: self.boys.into(),
        };
        let edit = Edit::create(Id::of_headcount(self.session, me.member), count);
        open(replica, self.session).into_iter().chain([edit]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use crate::intent::undo;
    use domain::view::head_count;

    #[test]
    fn a_count_is_said_anew_not_added() {
        let mut sample = Sample::new();
        for women in [3, 5] {
            let count = CountHeads {
                session: sample.session,
                women,
                men: 1,
                girls: 0,
                boys: 0,
            };
            let edits = count.edits(&sample.replica);
            sample.run(&edits);
        }
        assert_eq!(head_count(&sample.replica, sample.session, None).0.total(), 6);
    }

    #[test]
    fn a_count_that_is_taken_back_counts_nobody_the_first_one_too() {
        let mut sample = Sample::new();
        let count = CountHeads {
            session: sample.session,
            women: 3,
            men: 0,
            girls: 0,
            boys: 1,
        };
        let plan = sample.plan(&count.edits(&sample.replica));
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        assert_eq!(head_count(&sample.replica, sample.session, None).0.total(), 4);
        sample.run(&back);
        assert_eq!(head_count(&sample.replica, sample.session, None).0.total(), 0);
    }
}
