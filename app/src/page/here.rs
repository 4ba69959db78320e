//! What every page takes: the phone, the words, the day, and how to say what went wrong.

use domain::access::Asker;
use domain::change::Edit;
use domain::kind::Kind;
use domain::places::Places;
use domain::replica::{Plan, PlanError};
use domain::report::Month;
use domain::time::{Clock, Day, Millis};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::commune::commune;
use super::said;
use crate::component::use_toaster;
use crate::device::{CallError, Phone, RecordError, offset_at, places};
pub(super) use crate::i18n::time;
use crate::i18n::{self, Lang, Words, isolate, use_words};
use crate::intent::{InputFault, still, undo};

/// What a page works with.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub(super) phone: Phone,
    pub(super) words: &'static Words,
}

/// What the page in this tree works with; pages stand only below a phone that is open.
pub(super) fn here() -> Here {
    Here {
        phone: expect_context::<Phone>(),
        words: use_words(),
    }
}

impl Here {
    /// The language in use.
    pub(super) fn lang(self) -> Lang {
        self.words.common.lang()
    }

    /// Whether the reader reads Arabic script.
    pub(super) fn arabic(self) -> bool {
        self.lang() == Lang::Ar
    }

    /// Which day it is here; whatever shows it is drawn again when another begins.
    pub(super) fn today(self) -> Day {
        self.phone.today()
    }

    /// The time here; whatever shows what follows from it is drawn again each quarter of an hour.
    pub(super) fn hour(self) -> Clock {
        self.phone.hour()
    }

    /// What a record says of a commune, in words.
    pub(super) fn commune(self, held: &str) -> String {
        commune(self.lang(), held)
    }

    /// A province or region by its code, in words; empty where it is not known.
    pub(super) fn place(self, code: &str) -> String {
        let place = |places: &Places| Some(places.get(code)?.name(self.arabic()).to_owned());
        let known = places().and_then(|places| place(&places));
        known.unwrap_or_else(|| self.words.figures.commune_unknown.to_owned())
    }

    /// What the signed-in member may do.
    pub(super) fn asker(self) -> Option<Asker> {
        self.phone.watch_meta(|_| ());
        self.phone.watch(&[Kind::Member], |replica| replica.asker())
    }

    /// What is wrong with a field of a form, as a sentence beside it: the form's fault, where it is of that field.
    pub(super) fn beside(
        self,
        fault: RwSignal<Option<InputFault>>,
    ) -> impl Fn(&'static str) -> Signal<Option<String>> + Copy {
        let words = self.words;
        move |field| {
            Signal::derive(move || {
                let fault = fault.get().filter(|fault| fault.field == field)?;
                Some(words.problem.refusal_reason(fault.reason.name()).to_owned())
            })
        }
    }

    /// A day in words, beside today.
    pub(super) fn day(self, day: Day) -> String {
        shown_day(day).relative(self.lang(), shown_day(self.today()))
    }

    /// A month of a year, by its name.
    pub(super) fn month(self, month: Month) -> String {
        format!("{} {}", self.lang().month(month.month), month.year)
    }

    /// A day and a time in words, as the wall clock of this phone showed them then.
    pub(super) fn instant(self, at: Millis) -> String {
        let (day, minute) = at.on_wall(offset_at(at));
        format!("{} {}", self.day(day), time(minute))
    }

    /// The same within a sentence: near days take no capital.
    pub(super) fn instant_within(self, at: Millis) -> String {
        let (day, minute) = at.on_wall(offset_at(at));
        self.words.common.at_time(&self.day_within(day), &time(minute))
    }

    /// The day of an instant, written out.
    pub(super) fn long_day(self, at: Millis) -> String {
        shown_day(at.on_wall(offset_at(at)).0).long(self.lang())
    }

    /// A day in words within a sentence, beside today.
    pub(super) fn day_within(self, day: Day) -> String {
        shown_day(day).within(self.lang(), shown_day(self.phone.true_clock().day()))
    }

    /// The hours of a session in words: from ten to twelve, or the start alone.
    pub(super) fn hours(self, slot: i64, minutes: i64) -> String {
        if minutes > 0 {
            self.words.common.hours_range(&time(slot), &time(slot + minutes))
        } else {
            time(slot)
        }
    }

    /// Minutes as hours and minutes.
    pub(super) fn lasting(self, minutes: u64) -> String {
        let rest = format!("{:02}", minutes % 60);
        self.words.volunteering.hours_minutes(minutes / 60, &rest)
    }

    /// Records edits, then does something with the plan. What goes wrong is said, in a sentence.
    pub(super) fn record(self, edits: Vec<Edit>, then: impl FnOnce(Plan) + 'static) {
        let toaster = use_toaster();
        spawn_local(async move {
            match self.phone.record(&edits).await {
                Ok(plan) => then(plan),
                Err(error) => toaster.say(self.record_error(&error, &edits)),
            }
        });
    }

    /// Records edits and says so, with a way back.
    pub(super) fn record_with_undo(self, edits: Vec<Edit>, said: impl FnOnce() -> String + 'static) {
        let toaster = use_toaster();
        spawn_local(async move {
            let back = self.back(&edits);
            match self.phone.record(&edits).await {
                Ok(plan) if plan.changes.is_empty() => {}
                Ok(_) => {
                    let undone = move || {
                        let back = back.clone();
                        spawn_local(async move {
                            let back = self.phone.read(|replica| still(replica, back));
                            match self.phone.record(&back).await {
                                Ok(_) => toaster.say(self.words.common.undone),
                                Err(error) => toaster.say(self.record_error(&error, &back)),
                            }
                        });
                    };
                    toaster.say_with_undo(said(), undone);
                }
                Err(error) => toaster.say(self.record_error(&error, &edits)),
            }
        });
    }

    /// The edits that would take these back, asked before they are recorded.
    pub(super) fn back(self, edits: &[Edit]) -> Vec<Edit> {
        self.phone.read(|replica| {
            let plan = replica.plan(edits, self.phone.clock());
            plan.map_or_else(|_| Vec::new(), |plan| undo(replica, &plan.changes))
        })
    }

    /// Why something was not recorded, in a sentence.
    pub(super) fn record_error(self, error: &RecordError, edits: &[Edit]) -> String {
        match error {
            RecordError::Plan(PlanError::SignedOut) => self.words.problem.signed_out.to_owned(),
            RecordError::Plan(PlanError::Fault { edit, fault }) => {
                let kind = edits.get(*edit).map(|edit| edit.kind);
                let spec = kind
                    .zip(fault.field)
                    .and_then(|(kind, field)| domain::record::spec(kind, field));
                self.words
                    .problem
                    .refusal(fault.reason.name(), spec.map_or("", |spec| spec.name))
            }
            RecordError::Store(error) => self.problem(error.code(), None),
        }
    }

    /// Why a call to the server did nothing, in a sentence.
    pub(super) fn call_error(self, error: &CallError) -> String {
        said::call_error(self.words.common, self.words.problem, error)
    }

    /// A problem's sentence by its code; `wait` is in seconds.
    pub(super) fn problem(self, code: &str, wait: Option<u32>) -> String {
        said::problem(self.words.common, self.words.problem, code, wait)
    }
}

/// A day as the words show it.
pub(super) fn shown_day(day: Day) -> i18n::Day {
    day.into()
}

/// The parts that say something, with a dot between them, each in its own direction. A sentence that sets its names
/// apart has no other direction than the page's, and is left to it.
pub(super) fn dotted<const N: usize>(parts: [String; N]) -> String {
    let apart = |part: String| {
        if part.contains('\u{2068}') {
            part
        } else {
            isolate(&part)
        }
    };
    let said = parts.into_iter().filter(|part| !part.is_empty());
    said.map(apart).collect::<Vec<_>>().join(" · ")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_own_direction_and_a_sentence_around_names_the_pages() {
        let parts = ["\u{2068}Samira\u{2069}: \u{2068}x\u{2069}", "", "45"].map(str::to_owned);
        assert_eq!(
            dotted(parts),
            "\u{2068}Samira\u{2069}: \u{2068}x\u{2069} · \u{2068}45\u{2069}"
        );
    }
}
