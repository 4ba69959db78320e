//! How often a report makes itself.

use domain::kind::Kind;
use domain::record::{Association, Rhythm};
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Card, Choice, ChoiceOption};
use crate::intent::{NEVER, set_report_rhythm};

/// Never, every week, every month.
#[component]
pub(super) fn RhythmChoice(here: Here) -> impl IntoView {
    let words = here.words.kept;
    let stands = Memo::new(move |_| {
        here.phone.watch(&[Kind::Association], |replica| {
            let me = replica.me()?;
            replica.view::<Association>(me.association)?.report_rhythm
        })
    });
    let chosen = RwSignal::new(rhythm_code(stands.get_untracked()).to_owned());
    // What another head decides, and what is taken back, shows here too.
    Effect::new(move || chosen.set(rhythm_code(stands.get()).to_owned()));
    Effect::new(move || {
        let chosen = chosen.get();
        let rhythm = Rhythm::from_name(&chosen).map(Rhythm::number);
        // What a later version says stays as it is until somebody chooses.
        if rhythm.is_none() && chosen != NEVER {
            return;
        }
        let me = here.phone.read(|replica| replica.me().cloned());
        if let Some(me) = me.filter(|_| rhythm != stands.get_untracked()) {
            here.record_with_undo(set_report_rhythm(me.association, rhythm), move || {
                words.rhythm_set.to_owned()
            });
        }
    });
    view! {
        <Card title=words.rhythm>
            <p class="muted">{words.rhythm_why}</p>
            <Choice legend=words.how_often name="rhythm" options=rhythms(here, false) selected=chosen />
        </Card>
    }
}

/// How often a report may make itself; that of a project every quarter too, which phones of earlier versions would take
/// for never where it is the association's.
pub(in super::super) fn rhythms(here: Here, of_project: bool) -> Vec<ChoiceOption> {
    let all = Rhythm::ALL.iter();
    let all = all.filter(|rhythm| of_project || **rhythm != Rhythm::Quarterly);
    let codes = core::iter::once(rhythm_code(None)).chain(all.map(|rhythm| rhythm.name()));
    codes
        .map(|code| ChoiceOption::new(code, here.words.kept.rhythm_of(code)))
        .collect()
}

/// How often one does, as the choice has it.
pub(in super::super) fn rhythm_code(rhythm: Option<i64>) -> &'static str {
    rhythm.map_or(NEVER, |number| Rhythm::from_number(number).name())
}
