//! Deciding, in one tap with a way back. What a decision makes cannot always be unmade: such a one is recorded only once
//! its way back was not taken.

use domain::id::Id;
use domain::record::{Decision, Matter};
use domain::view::{ReviewLine, decide};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use crate::component::use_toaster;

/// What was decided and is about to be recorded: until then it can be let be, and is not shown as waiting.
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

    /// How many are about to be recorded.
    pub(super) fn len(self) -> usize {
        self.0.with(Vec::len)
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
    let items: Vec<Id> = lines.iter().map(|line| line.id).collect();
    let said = lines
        .first()
        .map_or("", |line| outcome(here, line.matter, decision));
    if decision == Decision::Keep || lines.iter().all(|line| line.undoable) {
        let edits = here.phone.read(|replica| decide(replica, &items, decision));
        here.record_with_undo(edits, move || said.to_owned());
        return;
    }
    let (settling, toaster) = (expect_context::<Settling>(), use_toaster());
    settling.take(&items);
    let (back, then) = (items.clone(), items);
    toaster.say_before(
        said,
        move || {
            settling.leave(&back);
            toaster.say(here.words.common.undone);
        },
        move || {
            let items = then.clone();
            spawn_local(async move {
                // As the records are seen now: what was said of them since is not overruled.
                let edits = here.phone.read(|replica| decide(replica, &items, decision));
                if let Err(error) = here.phone.record(&edits).await {
                    toaster.say(here.record_error(&error, &edits));
                }
                settling.leave(&items);
            });
        },
    );
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
