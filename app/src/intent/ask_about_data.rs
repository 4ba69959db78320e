//! Somebody asks an association about their own data: to see it, correct it, object to its use or have it erased.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Request, Right, View, request};
use domain::rules::faults;
use domain::ticket::Ticket;
use domain::time::Day;
use domain::verdict::Reason;

use super::add_beneficiary::phone;
use super::{InputFault, line};

/// What the form holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskAboutData {
    /// The name of what is asked for; empty where nothing was chosen.
    pub right: String,
    /// Who asks.
    pub name: String,
    /// Where to answer them.
    pub phone: String,
    /// What it is about.
    pub details: String,
}

impl AskAboutData {
    /// The request, or every field at fault.
    pub fn check(&self, number: Ticket, today: Day) -> Result<Request, Vec<InputFault>> {
        let mut wrong = Vec::new();
        let right = Right::from_name(&self.right);
        let phone = phone("phone", &self.phone);
        let asked = Request {
            right: right.unwrap_or_default(),
            name: line(&self.name),
            phone: phone.clone().unwrap_or_default(),
            details: line(&self.details),
            received: Some(today),
            due: Some(Request::due(today)),
            number: number.to_string(),
            ..Request::default()
        };
        let required = |field| InputFault {
            field,
            reason: Reason::Required,
        };
        wrong.extend(right.is_none().then(|| required("right")));
        wrong.extend(asked.name.trim().is_empty().then(|| required("name")));
        wrong.extend(phone.err());
        for fault in faults(Kind::Request, &asked.clone().fields()) {
            let field = match fault.field {
                Some(request::NAME) => "name",
                _ => "details",
            };
            let reason = fault.reason;
            let known = wrong.iter().any(|one: &InputFault| one.field == field);
            wrong.extend((!known).then_some(InputFault { field, reason }));
        }
        if wrong.is_empty() { Ok(asked) } else { Err(wrong) }
    }
}

/// The edit that records a request.
pub fn ask(association: Id, number: Ticket, asked: Request) -> Edit {
    Edit::create(Request::id(association, number), asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_a_day_by_which_it_is_answered_and_every_fault_is_told() {
        let form = AskAboutData {
            right: "erasure".into(),
            name: " Fatima  Benali ".into(),
            phone: "0612345678".into(),
            details: "line one\nline two".into(),
        };
        let asked = form.check(Ticket::of(1), Day(100)).unwrap();
        assert_eq!(
            (asked.right, asked.name.as_str()),
            (Right::Erasure, "Fatima Benali")
        );
        assert_eq!(
            (asked.due, asked.details.as_str()),
            (Some(Day(110)), "line one line two")
        );
        let empty = AskAboutData {
            phone: "x".into(),
            details: "d".repeat(601),
            ..AskAboutData::default()
        };
        let told = empty.check(Ticket::of(1), Day(100)).unwrap_err();
        let fields: Vec<_> = told.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["right", "name", "phone", "details"]);
    }
}
