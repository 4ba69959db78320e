//! Erasing what identifies a person, because they asked for it.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Erasure, Request, beneficiary, request};
use domain::replica::Replica;
use domain::time::Day;

/// A head erases what identifies a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasePerson {
    /// Whose data.
    pub beneficiary: Id,
    /// Their requests: they are answered by it, and who asked is erased there too.
    pub requests: Vec<Id>,
}

impl ErasePerson {
    /// The edits. Whom a request is about is said first, so that it goes with them.
    pub fn edits(&self, replica: &Replica, today: Day) -> Vec<Edit> {
        let about = |request: &Id| {
            let edit = Edit::new(Kind::Request, *request).set(request::PERSON, Some(self.beneficiary));
            let known: Option<Request> = replica.view(*request);
            match known.and_then(|known| known.done) {
                Some(_) => edit,
                None => edit.set(request::DONE, Some(today)),
            }
        };
        let why = Some(Erasure::Requested.number());
        let erased = Edit::new(Kind::Beneficiary, self.beneficiary).set(beneficiary::ERASED, why);
        self.requests.iter().map(about).chain([erased]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::record::{Beneficiary, NAMELESS, Right};
    use domain::time::Millis;

    #[test]
    fn who_asked_is_erased_with_the_person_and_the_request_is_answered() {
        let mut sample = Sample::new();
        let (person, today) = (sample.people[0], Day(20_000));
        let asked = |number: &str, right, done| Request {
            right,
            name: "Zineb".into(),
            received: Some(today),
            due: Some(today),
            number: number.into(),
            done,
            ..Request::default()
        };
        let (open, before) = (Id::MAX, Id::v7(Millis(1), [9; 10]));
        sample.run(&[
            Edit::create(open, asked("A1", Right::Erasure, None)),
            Edit::create(before, asked("A2", Right::Access, Some(today.plus(-3)))),
        ]);
        let erase = ErasePerson {
            beneficiary: person,
            requests: vec![open, before],
        };
        sample.run(&erase.edits(&sample.replica, today));
        let there: Beneficiary = sample.replica.view(person).unwrap();
        assert_eq!((there.erased, there.name(true).as_str()), (Some(1), NAMELESS));
        for (request, done) in [(open, today), (before, today.plus(-3))] {
            let answered: Request = sample.replica.view(request).unwrap();
            assert_eq!((answered.done, answered.person), (Some(done), Some(person)));
        }
    }
}
