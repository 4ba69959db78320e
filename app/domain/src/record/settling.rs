//! What waits for a decision, given to somebody to settle.

use crate::id::Id;
use crate::record::schema::record;

record! {
    /// In whose hands something is that waits: a review item, an application, a session, a request, two people who
    /// may be one. It is found by what waits (`Id::of_task`).
    Task in task {
        /// What waits.
        1 about ABOUT: Id = Rule::Free, required, fixed;
        /// Who settles it; nobody: any head does.
        2 member MEMBER: Option<Id> = Rule::Ref(Kind::Member);
    }
}
