//! Giving what waits to somebody to settle.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::task;

/// The edits that give things that wait to a member, or to nobody in particular.
pub fn give_to(about: &[Id], member: Option<Id>) -> Vec<Edit> {
    let edit = |about: &Id| {
        Edit::new(Kind::Task, Id::of_task(*about))
            .set(task::ABOUT, *about)
            .set(task::MEMBER, member)
    };
    about.iter().map(edit).collect()
}
