//! Time that members give outside sessions.

use crate::id::Id;
use crate::record::schema::record;
use crate::time::Day;

record! {
    /// Time a member gave outside sessions, as they or somebody who sees the whole register wrote it down.
    VolunteerHours in volunteer_hours {
        /// Who gave it.
        1 member MEMBER: Id = Rule::Ref(Kind::Member), required, fixed;
        /// On which day.
        2 day DAY: Day = Rule::Day, required;
        /// Minutes of it.
        3 minutes MINUTES: i64 = Rule::Int(1, 1_440), required;
        /// For which activity; none: for the association.
        4 activity ACTIVITY: Option<Id> = Rule::Ref(Kind::Activity);
        /// What for.
        5 what_for WHAT_FOR: String = Rule::Line(120);
        /// Whether it was taken back: then it counts for nothing.
        6 taken_back TAKEN_BACK: bool = Rule::Bool;
    }
}
