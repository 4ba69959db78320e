//! Closing the sheet.

use domain::record::RollStart;
use leptos::prelude::*;

use super::Sheets;
use crate::component::{BottomAction, Button, IconName};
use crate::intent::CloseRoll;

/// The main action: everyone else absent, or present where the roll starts so.
#[component]
pub(super) fn Closing(
    sheets: Sheets,
    totals: Memo<domain::view::Counts>,
    #[prop(into)] start: Signal<RollStart>,
) -> impl IntoView {
    let Sheets {
        here,
        session,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let close = Callback::new(move |_| {
        let edits = here
            .phone
            .read(|replica| CloseRoll { session }.edits(replica, here.phone.clock()));
        let left = totals.get_untracked().unmarked as u64;
        let all_present = start.get_untracked() == RollStart::AllPresent;
        here.record_with_undo(edits, move || {
            if all_present {
                words.roll.finished.to_owned()
            } else {
                words.roll.made_absent(left)
            }
        });
    });
    let label = Signal::derive(move || match start.get() {
        RollStart::AllPresent => words.roll.everyone_present.to_owned(),
        _ => words.roll.everyone_else_absent.to_owned(),
    });
    move || {
        let counts = totals.get();
        (can_mark.get() && counts.unmarked > 0).then(|| {
            view! {
                <BottomAction><Button label icon=IconName::Check block=true on_click=close /></BottomAction>
            }
        })
    }
}
