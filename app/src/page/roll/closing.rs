//! What the thumb reaches: scanning, and closing the sheet.

use domain::record::RollStart;
use leptos::prelude::*;

use super::Sheets;
use crate::component::{BottomAction, Button, ButtonKind, IconName, LinkButton};
use crate::intent::CloseRoll;

/// Scanning, and the main action: everyone else absent, or present where the roll starts so.
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
    let left = Memo::new(move |_| totals.get().unmarked > 0);
    move || {
        can_mark.get().then(|| {
            view! {
                <BottomAction>
                    <LinkButton href=format!("/app/roll/{session}/scan") label=words.scan.open icon=IconName::Scan kind=ButtonKind::Quiet />
                    {move || left.get().then(|| view! { <Button label icon=IconName::Check on_click=close /> })}
                </BottomAction>
            }
        })
    }
}
