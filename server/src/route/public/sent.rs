//! A public form as it was sent: its fields, and the stamp that says it was shown to somebody.

use app::site::register::TRAP;
use axum::Form;
use axum::extract::rejection::FormRejection;
use domain::id::Id;
use domain::time::Millis;

use crate::clock;
use crate::public::{Stamp, StampFault};
use crate::store::Store;

/// The fields that were sent; what is no form has none.
pub(super) struct Sent(Vec<(String, String)>);

impl Sent {
    pub(super) fn of(form: Result<Form<Vec<(String, String)>>, FormRejection>) -> Self {
        Sent(form.map(|Form(fields)| fields).unwrap_or_default())
    }

    pub(super) fn text(&self, name: &str) -> String {
        let field = self.0.iter().find(|(field, _)| field == name);
        field.map_or_else(String::new, |(_, text)| text.clone())
    }

    /// All that was sent under one name.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let fields = self.0.iter().filter(|(field, _)| field == name);
        fields.map(|(_, text)| text.clone()).collect()
    }

    pub(super) fn ticked(&self, name: &str) -> bool {
        self.text(name) == "yes"
    }
}

/// The stamp of a form about something: an activity, an association. A form whose trap is filled in was shown to
/// nobody.
pub(super) fn stamp(sent: &Sent, store: &Store, about: Id, now: Millis) -> Result<Stamp, StampFault> {
    if sent.text(TRAP).is_empty() {
        Stamp::read(&sent.text("form"), &store.secret, about, now)
    } else {
        Err(StampFault::Unknown)
    }
}

/// A stamp for a form about something that is shown now.
pub(super) fn fresh(store: &Store, about: Id, now: Millis) -> String {
    let stamp = Stamp {
        key: clock::random(),
        at: now,
    };
    stamp.sign(&store.secret, about)
}
