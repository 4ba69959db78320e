//! Erasing what identifies a person, because they asked for it.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Erasure, beneficiary, request};
use domain::time::Day;

/// A head erases what identifies a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErasePerson {
    /// Whose data.
    pub beneficiary: Id,
    /// The request by which they asked: it is answered, and who asked is erased there too.
    pub request: Option<Id>,
}

impl ErasePerson {
    /// The edits. Whom a request is about is said first, so that it goes with them.
    pub fn edits(&self, today: Day) -> Vec<Edit> {
        let answered = self.request.map(|request| {
            Edit::new(Kind::Request, request)
                .set(request::PERSON, Some(self.beneficiary))
                .set(request::DONE, Some(today))
        });
        let why = Some(Erasure::Requested.number());
        let erased = Edit::new(Kind::Beneficiary, self.beneficiary).set(beneficiary::ERASED, why);
        answered.into_iter().chain([erased]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::record::{Beneficiary, NAMELESS, Request, Right};

    #[test]
    fn who_asked_is_erased_with_the_person_and_the_request_is_answered() {
        let mut sample = Sample::new();
        let (person, today) = (sample.people[0], Day(20_000));
        let asked = Request {
            right: Right::Erasure,
            name: "Zineb".into(),
            received: Some(today),
            due: Some(today),
            number: "A1".into(),
            ..Request::default()
        };
        let asking = Id::MAX;
        sample.run(&[Edit::create(asking, asked)]);
        let erase = ErasePerson {
            beneficiary: person,
            request: Some(asking),
        };
        sample.run(&erase.edits(today));
        let there: Beneficiary = sample.replica.view(person).unwrap();
        assert_eq!((there.erased, there.name(true).as_str()), (Some(1), NAMELESS));
        let answered: Request = sample.replica.view(asking).unwrap();
        assert_eq!((answered.done, answered.person), (Some(today), Some(person)));
    }
}
