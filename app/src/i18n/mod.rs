//! The words of the interface, in every language, checked by the compiler.
//!
//! A place of the interface is a file of [`words`]: there, each sentence stands in Arabic, French and English side
//! by side, and a sentence that misses a language does not compile. Pages read [`use_words`]; server-drawn pages
//! take [`Lang::words`] directly. A change of language draws the tree under `Language` again, so words are
//! plain `&'static` data and cost no signal each.

mod date;
mod lang;
mod number;
mod plural;
mod section;
mod words;

pub use date::{Day, clock, time};
pub use lang::Lang;
pub use number::{dirhams, group, hours, hundredths, storage, typed_hundredths};
pub use plural::{Category, plural};
pub use words::{
    Account, Activity, Calendar, Cards, Cin, Common, Consents, Delivery, Directory, Disability, Entry,
    Erasure, Evening, Export, Factor, Fetching, Field, Figures, File, HIDDEN, Import, Inbox, KeptReports,
    Lock, Log, Paper, Parcel, Person, Privacy, Problem, Programs, Project, Public, Questions, Report, Roll,
    Scan, Seats, Session, Settings, Shell, Sync, Team, Today, Twice, UNDERTAKING_TEXT, Volunteering, Words,
};

use leptos::prelude::*;

/// The language in use, for whoever wants to change it; `None` outside a `Language` tree.
pub fn use_language() -> Option<RwSignal<Lang>> {
    use_context::<RwSignal<Lang>>()
}

/// The words of the language in use; Arabic where no language was provided.
pub fn use_words() -> &'static Words {
    use_language()
        .map_or(Lang::default(), |lang| lang.get_untracked())
        .words()
}

/// The words somebody needs who is not signed in: a phone fetches these before all others.
#[derive(Debug, Clone, Copy)]
pub struct DoorWords {
    /// Words any screen may need.
    pub common: &'static Common,
    /// Signing in and accepting an invitation.
    pub entry: &'static Entry,
    /// Labels and hints of form fields.
    pub field: &'static Field,
    /// What goes wrong.
    pub problem: &'static Problem,
    /// Roles, and what they may do.
    pub team: &'static Team,
}

impl DoorWords {
    /// These words in a language.
    pub fn of(lang: Lang) -> Self {
        DoorWords {
            common: Common::of(lang),
            entry: Entry::of(lang),
            field: Field::of(lang),
            problem: Problem::of(lang),
            team: Team::of(lang),
        }
    }
}

/// The words of the door in the language in use; Arabic where no language was provided.
pub fn use_door_words() -> DoorWords {
    DoorWords::of(use_language().map_or(Lang::default(), |lang| lang.get_untracked()))
}

/// Keeps `text` (a name, a phone, a code) from mixing with the direction of the sentence around it.
///
/// For plain text, where `<bdi>` cannot stand: wraps in FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_a_language_speaks_arabic() {
        Owner::new().with(|| assert_eq!(use_words().common.save, "حفظ"));
    }

    #[test]
    fn a_page_speaks_the_language_it_is_given() {
        Owner::new().with(|| {
            provide_context(RwSignal::new(Lang::Fr));
            assert_eq!(use_words().common.save, "Enregistrer");
        });
    }

    #[test]
    fn a_name_in_a_sentence_is_isolated() {
        let said = Lang::Ar.words().roll.already_present("10:05", "Samira");
        assert!(said.contains("\u{2068}Samira\u{2069}"), "{said}");
    }
}
