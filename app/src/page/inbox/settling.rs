//! Deciding, in one tap with a way back. What a decision makes cannot always be unmade: such a one is recorded only once
//! its way back was not taken.

use domain::id::Id;
use domain::record::{Decision, Matter};
use domain::view::{ReviewLine, decide, is_undecided};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use crate::component::use_toaster;

/// What was decided and is about to be recorded: until then it can be let be, and is neither shown nor counted.
#[derive(Clone, Copy)]
pub(crate) struct Settling(RwSignal<Vec<Id>>);

impl Settling {
    /// Nothing is about to be recorded.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Whether an item is about to be recorded.
    pub(super) fn holds(self, item: Id) -> bool {
        self.0.with(|items| items.contains(&item))
    }

    fn take(self, items: &[Id]) {
        self.0.update(|held| held.extend(items));
    }

    fn leave(self, items: &[Id]) {
        let _ = self
            .0
            .try_update(|held| held.retain(|item| !items.contains(item)));
    }
}

/// Decides about some items so, with a way back.
pub(super) fn settle(here: Here, lines: &[ReviewLine], decision: Decision) {
    let (settling, toaster) = (expect_context::<Settling>(), use_toaster());
    // What was decided before is recorded before: this may refer to what that makes.
    toaster.hurry();
    let items: Vec<Id> = lines.iter().map(|line| line.id).collect();
    // As the records are seen now: what is said of them before this is recorded is not overruled.
    let edits = here.phone.read(|replica| decide(replica, &items, decision));
    if decision == Decision::Keep || lines.iter().all(|line| line.undoable) {
        let said = lines
            .first()
            .map_or("", |line| outcome(here, line.matter, decision));
        here.record_with_undo(edits, move || said.to_owned());
        return;
    }
    settling.take(&items);
    let let_be = items.clone();
    let undo = move || {
        settling.leave(&let_be);
        toaster.say(here.words.common.undone);
    };
    let then = move || {
        let (mut edits, items) = (edits.clone(), items.clone());
        spawn_local(async move {
            // Somebody else may have decided meanwhile.
            edits.retain(|edit| here.phone.read(|replica| is_undecided(replica, edit.record)));
            if let Err(error) = here.phone.record(&edits).await {
                toaster.say(here.record_error(&error, &edits));
            }
            settling.leave(&items);
        });
    };
    // What is not recorded yet is not said to be.
    toaster.say_before(here.words.inbox.accepting, undo, then);
}

/// What was decided, in words.
pub(super) fn outcome(here: Here, matter: Matter, decision: Decision) -> &'static str {
    let words = here.words;
    match (matter, decision) {
        (Matter::Refused, _) => words.inbox.put_aside,
        (Matter::Held, Decision::Take) => words.inbox.accepted,
        (Matter::Held, _) => words.inbox.declined,
        (_, Decision::Take) => words.inbox.swapped,
        _ => words.inbox.kept,
    }
}
