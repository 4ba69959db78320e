//! Who was likely recorded twice, looked for in quiet moments: nobody waits for it.

use domain::kind::Kind;
use domain::record::Pair;
use domain::same::{Candidate, Looking};
use domain::view::{settles, settles_any};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::{Phone, quiet};

/// Who was likely recorded twice, as far as it was looked for.
#[derive(Clone, Copy)]
pub(in super::super) struct Found(RwSignal<Vec<Candidate>>);

impl Found {
    /// How many pairs are asked about.
    pub(in super::super) fn len(self) -> usize {
        self.0.with(Vec::len)
    }

    /// The likeliest of them, so many.
    pub(in super::super) fn likeliest(self, most: usize) -> Vec<Candidate> {
        self.0.with(|found| found.iter().take(most).cloned().collect())
    }
}

/// Looks for them whenever people alter, for those who decide about any, once everybody is here. A sync that brings nobody new
/// looks for nobody.
pub(in super::super) fn look_for(phone: Phone) {
    let found = RwSignal::new(Vec::new());
    provide_context(Found(found));
    let turn = StoredValue::new(0_u64);
    let decides = Memo::new(move |_| {
        phone.watch_meta(|_| ());
        phone.watch(&[Kind::Member, Kind::Task], settles_any)
    });
    let state = phone.sync_state();
    let complete = Memo::new(move |_| state.get().complete);
    Effect::new(move |_| {
        let looks = decides.get() && complete.get();
        phone.watch(&[Kind::Beneficiary, Kind::Pair, Kind::Task], |_| ());
        let mine = turn.with_value(|turn| turn + 1);
        turn.set_value(mine);
        spawn_local(async move {
            let mut looking = Looking::default();
            for step in 0.. {
                quiet().await;
                // Whoever altered something meanwhile has it looked for again.
                if turn.try_with_value(|turn| *turn == mine) != Some(true) {
                    return;
                }
                if !looks {
                    break;
                }
                if step == 0 {
                    looking = phone.read(Looking::new);
                }
                if phone.read(|replica| looking.step(replica)) {
                    break;
                }
            }
            let mut now = looking.found();
            phone.read(|replica| {
                now.retain(|one| settles(replica, Pair::id(one.one, one.other)));
            });
            if found.try_with_untracked(|before| *before != now) == Some(true) {
                found.set(now);
            }
        });
    });
}
