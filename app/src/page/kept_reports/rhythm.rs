//! How often a report makes itself.

use domain::kind::Kind;
use domain::record::{Association, Rhythm};
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Card, Choice, ChoiceOption};
use crate::intent::set_report_rhythm;

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
    let chosen = RwSignal::new(code(stands.get_untracked()).to_owned());
    // What another head decides, and what is taken back, shows here too.
    Effect::new(move || chosen.set(code(stands.get()).to_owned()));
    Effect::new(move || {
        let rhythm = Rhythm::from_name(&chosen.get()).map(Rhythm::number);
        let me = here.phone.read(|replica| replica.me().cloned());
        if let Some(me) = me.filter(|_| rhythm != stands.get_untracked()) {
            here.record_with_undo(set_report_rhythm(me.association, rhythm), move || {
                words.rhythm_set.to_owned()
            });
        }
    });
    let codes = core::iter::once(code(None)).chain(Rhythm::ALL.iter().map(|rhythm| rhythm.name()));
    let options = codes
        .map(|code| ChoiceOption::new(code, words.rhythm_of(code)))
        .collect();
    view! {
        <Card title=words.rhythm>
            <p class="muted">{words.rhythm_why}</p>
            <Choice legend=words.how_often name="rhythm" options selected=chosen />
        </Card>
    }
}

fn code(rhythm: Option<i64>) -> &'static str {
    rhythm.map_or("never", |number| Rhythm::from_number(number).name())
}
